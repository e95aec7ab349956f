/** Roles of staff; each is held within one municipality. */
export const STAFF_ROLES = [
  'administrator',
  'coordinator',
  'case_officer',
  'communicator',
  'interpreter',
  'site_host',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
