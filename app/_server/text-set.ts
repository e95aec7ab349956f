import type { TextSet } from '@/domain/languages'

/** The header in which `proxy.ts` passes the audience to pages; a browser's value is overwritten. */
export const TEXT_SET_HEADER = 'x-samsal-text-set'

/** The audience of a path's texts. */
export function textSetOf(path: string): TextSet {
  return path === '/office' || path.startsWith('/office/') ? 'office' : 'participant'
}
