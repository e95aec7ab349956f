/** The role that an invitation to a lesson gives its holder. */
export const INVITATION_KINDS = [
  /** A guest lecturer: the region, the police, the library. */
  'guest',
  /** Speaks into the channel of one language. */
  'interpreter',
  /** Leads the lesson in the communicator's place. */
  'substitute',
  /** For anyone with the link: each visitor gives a name, waits in the waiting room and is admitted individually. */
  'waiting-room',
] as const
export type InvitationKind = (typeof INVITATION_KINDS)[number]

/** Status of somebody who came by an invitation. Those invited by name do not wait. */
export const ADMISSION_STATES = ['passed', 'waiting', 'refused'] as const
export type AdmissionState = (typeof ADMISSION_STATES)[number]

/** The most visitors per link of kind `waiting-room`: a leaked link cannot fill the waiting room without limit. */
export const MAX_VISITORS = 200
