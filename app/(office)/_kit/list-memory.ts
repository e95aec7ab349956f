import * as z from 'zod'

import { readTab, writeTab } from '@/app/_components/tab-storage'

import { readJson } from './read-json'

/** Where a list was left: its page, its whole address, and the row that was opened. */
const leftList = z.object({ path: z.string(), address: z.string(), key: z.string(), isBack: z.boolean() })

const KEY = 'samsal:list-left'

const read = () => readJson(readTab(KEY), leftList)
const write = (left: z.output<typeof leftList>) => writeTab(KEY, JSON.stringify(left))

/** Remembers, in this tab only, the list and the row that are being left. */
export function leaveList(key: string): void {
  const { pathname: path, search } = window.location
  write({ path, address: `${path}${search}`, key, isBack: false })
}

/** The address of the list at `path` as it was left, or `path`. */
export function leftAddress(path: string): string {
  const left = read()
  return left?.path === path ? left.address : path
}

/** The next list that opens is the one that was left, if it has the same address. */
export function markBack(): void {
  const left = read()
  if (left) write({ ...left, isBack: true })
}

/** The row that this list was left at, once, if somebody has come back to it. */
export function takeLeftRow(): string | null {
  const left = read()
  if (!left?.isBack || left.path !== window.location.pathname) return null
  write({ ...left, isBack: false })
  return left.key
}
