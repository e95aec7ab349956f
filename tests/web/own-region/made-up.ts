import type { SignIn } from '@/tests/support/system'

export const PASSWORD = 'ett ganska långt lösenord'
export const ADMINISTRATOR: SignIn = { email: 'asa@example.org', password: PASSWORD }
export const HOST: SignIn = { email: 'harriet@example.org', password: PASSWORD }
export const CASE_OFFICER: SignIn = { email: 'hilda@example.org', password: PASSWORD }

/** Test numbers that Skatteverket publishes as open data; nobody has the second. */
export const TEST_NUMBER = '19920410-2389'
export const OTHER_NUMBER = '19920412-2387'
export const REASON = 'Kontroll mot folkbokföringen'
