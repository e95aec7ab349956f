const OURS = 'https://samsal.invalid'
const LONGEST = 300

/**
 * The page to which a sign-in leads: a path of our own, with its query; the start page for everything else. An address
 * that a browser would read as another site's (`//host`, `/\host`, one with control characters) is not a path.
 */
export function returnPath(asked: string | null | undefined): string {
  if (!asked || asked.length > LONGEST || !/^\/[\x21-\x5B\x5D-\x7E]*$/.test(asked)) return '/'
  if (!URL.canParse(asked, OURS)) return '/'
  const { origin, pathname, search } = new URL(asked, OURS)
  // Routes are no pages; one of them begins a sign-in.
  if (origin !== OURS || pathname.startsWith('//') || pathname.startsWith('/api/')) return '/'
  return `${pathname}${search}`
}
