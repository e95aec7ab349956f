/** Where a list was left: its page, its whole address, and the row that was opened. */
type Left = { path: string; address: string; key: string; isBack: boolean }

const KEY = 'samsal-list-left'

function read(): Left | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const { path, address, key, isBack } = kept as Partial<Record<keyof Left, unknown>>
    if (typeof path !== 'string' || typeof address !== 'string' || typeof key !== 'string') return null
    return { path, address, key, isBack: isBack === true }
  } catch {
    // Nothing is kept where the browser keeps nothing.
    return null
  }
}

function write(left: Left): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(left))
  } catch {
    // See above.
  }
}

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
