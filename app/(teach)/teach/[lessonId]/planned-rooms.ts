/** A classroom's place in the grid. `memberId` is null as long as its screen has not been in the lesson. */
export type Room = { memberId: string | null; displayName: string }

/**
 * The places of a lesson's classrooms, by the Swedish alphabet: those that have been in it, and those that are planned
 * and still to come. `planned` names a town once for each of its classrooms.
 */
export function roomsOf(seen: readonly (Room & { memberId: string })[], planned: readonly string[]): Room[] {
  const awaited = [...planned]
  for (const { displayName } of seen) {
    const at = awaited.indexOf(displayName)
    if (at !== -1) awaited.splice(at, 1)
  }
  const all: Room[] = [...seen, ...awaited.map((displayName) => ({ memberId: null, displayName }))]
  const isAwaited = (room: Room) => Number(room.memberId === null)
  return all.sort(
    (a, b) =>
      a.displayName.localeCompare(b.displayName, 'sv') ||
      isAwaited(a) - isAwaited(b) ||
      (a.memberId ?? '').localeCompare(b.memberId ?? ''),
  )
}
