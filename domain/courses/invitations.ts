/** What an invitation to one lesson lets its holder be. */
export const INVITATION_KINDS = [
  /** A guest lecturer: the region, the police, the library. */
  'guest',
  /** Speaks into the channel of one language. */
  'interpreter',
  /** Runs the lesson in the communicator's place. */
  'substitute',
  /** For whoever comes: each says a name, waits at the door and is let in alone. */
  'waiting-room',
] as const
export type InvitationKind = (typeof INVITATION_KINDS)[number]

/** Where somebody who came by an invitation stands. Whoever was invited by name passes without waiting. */
export const ADMISSION_STATES = ['passed', 'waiting', 'refused'] as const
export type AdmissionState = (typeof ADMISSION_STATES)[number]

/** The most that may ask at one door link: a link that has leaked cannot fill the lobby without end. */
export const MAX_VISITORS = 200
