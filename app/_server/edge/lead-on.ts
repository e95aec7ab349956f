import { linkSecretIn } from '@/domain/access/link-secret'

/** `/p` or `/g` with its secret in the path or the query, because the `#` was escaped, once or twice, or lost its case. */
const LINK = /^\/+([pg])\/*(\?[^#]*?)?(?:#|%(?:25)*23)(.*)$/i
const STRAIGHT_IN = /^\?in\b/i
/** What programs take into a link after it, and no address of ours ends with. */
const AFTER = /(?:[\s.,;:!?'"“”„’»«<>()[\]{}*،؛؟።፡]|\p{Cc}|\p{Cf})+$/u
const PAGES = new Set([
  'p',
  'g',
  'screen',
  'check',
  'sign-in',
  'learn',
  'guest',
  'recordings',
  'site',
  'teach',
  'office',
])

/**
 * The address that somebody meant whose link was mangled on its way: an escaped `#` before a secret, capital letters,
 * punctuation at the end. Null for an address that leads to a page already, or that nothing can be made of. The secret
 * in the answer is only for the redirect's header: this is called before anything counts or logs the request.
 */
export function leadOn(url: string): string | null {
  const [, page, query = '', fragment] = LINK.exec(url) ?? []
  if (page !== undefined && fragment !== undefined) {
    const secret = linkSecretIn(fragment)
    const path = `/${page.toLowerCase()}${STRAIGHT_IN.test(query) ? '?in' : ''}`
    return secret === null ? path : `${path}#${secret}`
  }
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const meant = meantPath(path)
  return meant === null || meant === path ? null : `${meant}${at < 0 ? '' : url.slice(at)}`
}

/** Without what was taken along at the end, its first word in small letters; null outside our pages. */
function meantPath(path: string): string | null {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(withoutEnd(path)) ?? []
  const page = first.toLowerCase()
  return PAGES.has(page) ? `/${page}${rest}` : null
}

function withoutEnd(path: string): string {
  try {
    const plain = decodeURIComponent(path)
    return AFTER.test(plain) ? encodeURI(plain.replace(AFTER, '')) : path
  } catch {
    return path
  }
}
