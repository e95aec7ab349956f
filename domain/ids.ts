declare const brand: unique symbol

/** A string type that the compiler distinguishes from other strings. */
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type MunicipalityId = Branded<'MunicipalityId'>
export type SiteId = Branded<'SiteId'>
export type StaffId = Branded<'StaffId'>
/** A participant: a person who is taught. Not a peer: one person can have several devices. */
export type PersonId = Branded<'PersonId'>
export type EndpointId = Branded<'EndpointId'>
export type GroupId = Branded<'GroupId'>
export type LessonId = Branded<'LessonId'>
export type EnrolmentId = Branded<'EnrolmentId'>
/** A document of slides that belongs to a lesson. */
export type MaterialId = Branded<'MaterialId'>
/** The recording of a lesson, from a start to its stop. */
export type RecordingId = Branded<'RecordingId'>
/** An invitation to one lesson. */
export type InvitationId = Branded<'InvitationId'>
/** Somebody unknown who knocked at one lesson. */
export type VisitorId = Branded<'VisitorId'>
/** A list of people that was sent as a file. */
export type ImportId = Branded<'ImportId'>
/** Work in batches by the jobs. */
export type RunId = Branded<'RunId'>
/** A municipality's own sign-in: the identity provider by which its staff sign in. */
export type ProviderId = Branded<'ProviderId'>
/** A list view saved by a member of staff. */
export type SavedViewId = Branded<'SavedViewId'>
/** What a municipality asks about an identity number. */
export type TransferRequestId = Branded<'TransferRequestId'>
/** A request for a transfer as it is put to one municipality. */
export type TransferQuestionId = Branded<'TransferQuestionId'>
/** One connection's representation in a live lesson. */
export type PeerId = Branded<'PeerId'>
