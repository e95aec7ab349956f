type Closer = () => unknown

/** What a file's set-up opens is closed by its tear-down, the last one first, however far the set-up came. */
export function makeClosers() {
  const closers: Closer[] = []
  return {
    add: (...more: Closer[]) => void closers.push(...more),
    kept: <T extends { close: () => Promise<unknown> }>(opened: T): T => {
      closers.push(() => opened.close())
      return opened
    },
    closeAll: async (): Promise<void> => {
      for (const close of closers.splice(0).toReversed()) await close()
    },
  }
}
