import type {
  EndpointId,
  GroupId,
  ImportId,
  InvitationId,
  LessonId,
  MaterialId,
  MunicipalityId,
  PersonId,
  ProviderId,
  RecordingId,
  SiteId,
  StaffId,
  VisitorId,
} from '../ids'

type SubjectIds = {
  endpoint: EndpointId
  group: GroupId
  invitation: InvitationId
  lesson: LessonId
  material: MaterialId
  municipality: MunicipalityId
  person: PersonId
  provider: ProviderId
  recording: RecordingId
  site: SiteId
  staff: StaffId
  visitor: VisitorId
}

/**
 * Every audited action with the kind of its subject. Persons are named only to administrators of their home
 * municipality.
 */
export const AUDIT_SUBJECTS = {
  'sign-in.accepted': 'staff',
  'sign-in.refused': 'staff',
  'sign-in.by-provider': 'staff',
  'provider.saved': 'provider',
  'provider.refused': 'provider',
  'person-link.created': 'person',
  'person-link.opened': 'person',
  'person-link.revoked': 'person',
  'invitation.created': 'invitation',
  'invitation.opened': 'invitation',
  'invitation.revoked': 'invitation',
  'visitor.asked': 'visitor',
  'visitor.admitted': 'visitor',
  'visitor.refused': 'visitor',
  'endpoint.paired': 'endpoint',
  'endpoint.unpaired': 'endpoint',
  'identity-number.opened': 'person',
  'participant.opened': 'person',
  'protected.opened': 'person',
  'participant.extracted': 'person',
  'participant.saved': 'person',
  'participant.moved': 'person',
  'transfer.asked': 'person',
  'transfer.put': 'person',
  'transfer.agreed': 'person',
  'transfer.refused': 'person',
  'transfer.withdrawn': 'person',
  'transfer.expired': 'person',
  'staff.saved': 'staff',
  'staff.made-administrator': 'staff',
  'staff.sessions-ended': 'staff',
  'staff.added-by-provider': 'staff',
  'staff.roles-followed': 'staff',
  'staff.tied': 'staff',
  'second-factor.set-up': 'staff',
  'second-factor.refused': 'staff',
  'second-factor.recovery-used': 'staff',
  'second-factor.removed': 'staff',
  'second-factor.reset': 'staff',
  'staff.untied': 'staff',
  'municipality.saved': 'municipality',
  'site.saved': 'site',
  'group.saved': 'group',
  'enrolment.started': 'person',
  'enrolment.ended': 'person',
  'lesson.saved': 'lesson',
  'lesson.cancelled': 'lesson',
  'lesson.treated-as-ended': 'lesson',
  'lessons.planned': 'group',
  'material.uploaded': 'material',
  'material.removed': 'material',
  'recording.made': 'recording',
  'recording.deleted': 'recording',
  'recording.erased': 'recording',
  'roll.taken': 'lesson',
  'attendance.assessed': 'lesson',
  'attendance.corrected': 'person',
  'claim.exported': 'municipality',
  'list.exported': 'municipality',
  'import.applied': 'municipality',
  'import.undone': 'municipality',
} as const satisfies Record<string, keyof SubjectIds>

export type AuditAction = keyof typeof AUDIT_SUBJECTS
export const AUDIT_ACTIONS = Object.keys(AUDIT_SUBJECTS) as AuditAction[]
/** Actions whose subject is a participant. */
export const ACTIONS_ABOUT_PERSONS = AUDIT_ACTIONS.filter((action) => AUDIT_SUBJECTS[action] === 'person')

/** The details of each action: ids, counts, dates, codes and reasons people gave. Actions without a row have none. */
type AuditDetails = {
  'person-link.opened': { linkId: string }
  'person-link.revoked': { cards?: number }
  'invitation.created': { lessonId: LessonId; kind: string }
  'invitation.opened': { lessonId: LessonId; kind: string }
  'invitation.revoked': { lessonId: LessonId; kind: string }
  'visitor.asked': { lessonId: LessonId }
  'visitor.admitted': { lessonId: LessonId }
  'visitor.refused': { lessonId: LessonId }
  'identity-number.opened': { reason: string }
  'participant.opened': { isProtected: boolean }
  'protected.opened': { reason: string }
  'participant.extracted': { reason: string; sha256: string }
  'participant.saved': {
    isNew: boolean
    isProtected: boolean
    hasNewIdentityNumber: boolean
    hasNewPermits: boolean
  }
  'participant.moved': { fromOn: string }
  'transfer.asked': { fromOn: string; reason?: string }
  /** A question reached the municipality of the entry. */
  'transfer.put': { fromOn: string }
  'transfer.agreed': { fromOn: string; lessons?: number }
  'transfer.refused': { reason?: string }
  /** `roles` in the municipality of the entry, space-separated. */
  'staff.saved': { isNew: boolean; roles: string; isDisabled: boolean; hasNewPassword: boolean }
  'sign-in.by-provider': { providerId: ProviderId; provider: string }
  /** `mapping`: which group means which role, as `group = role`, separated by semicolons. */
  'provider.saved': { isNew: boolean; provider: string; issuer: string; hasNewSecret: boolean; mapping: string } & Days
  /** `refusal` is an error code. */
  'provider.refused': { provider: string; refusal: string }
  'staff.added-by-provider': { providerId: ProviderId; provider: string }
  /** Roles, space-separated. `keptRoles` should have ended, and remain because nobody else administers the municipality. */
  'staff.roles-followed': {
    providerId: ProviderId
    provider: string
    givenRoles: string
    endedRoles: string
    keptRoles: string
  }
  'staff.tied': { providerId: ProviderId; provider: string }
  'staff.untied': { providerId: ProviderId; provider: string }
  'municipality.saved': { isNew: boolean }
  'site.saved': { isNew: boolean }
  'group.saved': { isNew: boolean }
  /** `reason` for enrolling a participant in view of a camera. */
  'enrolment.started': { groupId: GroupId; siteId: SiteId | null; fromOn: string; reason?: string }
  'enrolment.ended': { groupId: GroupId; untilOn: string }
  'lesson.saved': { isNew: boolean }
  'lessons.planned': { fromOn: string; untilOn: string; planned: number }
  'material.uploaded': { lessonId: LessonId; pages: number }
  'material.removed': { lessonId: LessonId; pages: number }
  'recording.made': { lessonId: LessonId; durationMs: number }
  'recording.deleted': { lessonId?: LessonId; isOutlived: boolean }
  /** `visiting`: how many of the marks count somebody who belongs to another place of the group. */
  'roll.taken': { siteId: SiteId; round: string; marks: number; visiting?: number }
  'attendance.assessed': { persons: number; changed: number; ruleSetId: string }
  /** Minutes present. */
  'attendance.corrected': { lessonId: LessonId; before: number; after: number }
  /** `list` by its name, `rows` in the file; never the search text. */
  'list.exported': { list: string; format: string; rows: number; isFiltered: boolean }
  /** Persons added and changed by a list, and rows that were left out. */
  'import.applied': { importId: ImportId; added: number; changed: number; leftOut: number }
  'import.undone': { importId: ImportId; rows: number }
  'claim.exported': { fromOn: string; untilOn: string; format: string; sha256: string; lines: number }
}

type Days = { fromOn: string; untilOn?: string }

type NamesOf<Details> = Details extends unknown ? keyof Details & string : never
/** The details that are shown in words; ids are not. */
export type AuditDetailName = Exclude<NamesOf<AuditDetails[keyof AuditDetails]>, `${string}Id`>

type DetailsOf<Action extends AuditAction> = Action extends keyof AuditDetails
  ? { details: AuditDetails[Action] }
  : { details?: never }

/** An audit entry: the action, the municipality whose administrators can see it, its subject and its details. */
export type AuditEntry = {
  [Action in AuditAction]: {
    action: Action
    municipalityId: MunicipalityId | null
    subjectId: SubjectIds[(typeof AUDIT_SUBJECTS)[Action]]
  } & DetailsOf<Action>
}[AuditAction]
