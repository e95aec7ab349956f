import type { TextSet } from '@/domain/languages'

/** How `proxy.ts` tells the pages whose texts they are; what a browser sends under this name is overwritten. */
export const TEXT_SET_HEADER = 'x-samsal-text-set'

/** Whose texts a path shows. */
export function textSetOf(path: string): TextSet {
  return path === '/office' || path.startsWith('/office/') ? 'office' : 'participant'
}
