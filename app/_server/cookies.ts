import 'server-only'

export const LANGUAGE_COOKIE = 'samsal-language'
/** The language of the office's pages, for somebody whose own is none of theirs. */
export const OFFICE_LANGUAGE_COOKIE = 'samsal-office-language'
/** Secret of a participant's personal link. */
export const PERSON_COOKIE = 'samsal-person'
/** Secret of a classroom endpoint. */
export const ENDPOINT_COOKIE = 'samsal-endpoint'
/** Secret of an invitation to one lesson, or of a visitor at its door. */
export const GUEST_COOKIE = 'samsal-guest'

/** Proves that an account has signed in on this device before; it signs nobody in. */
export const DEVICE_COOKIE = 'samsal-device'

/** Says that the participant called this device their own, so that their link opened again keeps it so. */
export const KEPT_COOKIE = 'samsal-own-device'

/** How long what a device remembers for good is kept. */
export const YEAR_SECONDS = 365 * 24 * 3_600

/**
 * Options for our own cookies: not for scripts, not for other sites. Secure wherever the page itself is. The browser
 * forgets them when it is closed, unless they are given a `maxAge`.
 */
export function cookieOptions(publicUrl: string) {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: publicUrl.startsWith('https:'),
    path: '/',
  }
}
