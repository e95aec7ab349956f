import 'server-only'

export const LANGUAGE_COOKIE = 'samsal-language'
/** The language of the office's pages, for somebody whose own is not available there. */
export const OFFICE_LANGUAGE_COOKIE = 'samsal-office-language'
/** How high this device shows the rows of the office's lists. */
export const ROW_HEIGHT_COOKIE = 'samsal-row-height'
/** Secret of a participant's personal link. */
export const PERSON_COOKIE = 'samsal-person'
/** Secrets of people whose link was opened on this device before, newest first: a tab of theirs may still be in a lesson. */
export const EARLIER_PERSONS_COOKIE = 'samsal-earlier-persons'
export const EARLIER_PERSONS_MAX = 4
/** Secret of a classroom endpoint. */
export const ENDPOINT_COOKIE = 'samsal-endpoint'
/** Secret of an invitation to one lesson, or of its visitor. */
export const GUEST_COOKIE = 'samsal-guest'

/** Proves that an account has signed in on this device before; it signs nobody in. */
export const DEVICE_COOKIE = 'samsal-device'

/** What a browser keeps while it signs in at a municipality's own provider, encrypted. */
export const PROVIDER_SIGN_IN_COOKIE = 'samsal-provider-sign-in'
/** Who has given a right password in this browser and waits for the second step, encrypted. */
export const SECOND_STEP_COOKIE = 'samsal-second-step'
/** The provider by which somebody signed in on this device, so that the sign-in page shows it first. */
export const LAST_PROVIDER_COOKIE = 'samsal-last-provider'

/** The participant said that this is their own device, so that opening their link again keeps it so. */
export const KEPT_COOKIE = 'samsal-own-device'

/** How long a device remembers permanent values. */
export const YEAR_SECONDS = 365 * 24 * 3_600

/**
 * Options for our own cookies: not readable by scripts, not sent to other sites, secure wherever the page is. They
 * expire with the browser session unless they have a `maxAge`.
 */
export function cookieOptions(publicUrl: string) {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: publicUrl.startsWith('https:'),
    path: '/',
  }
}
