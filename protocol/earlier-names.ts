/*
 * Names in journals, outboxes and the database from before protocol version 3, with their present names. Remove one
 * when no installation can still have it: lessons last hours, questions as long as their lessons are stored.
 */

/** Renamed keys of a live state, at any depth. */
const KEYS: Readonly<Record<string, string>> = { seatId: 'memberId' }
const SLIDE_KEYS: Readonly<Record<string, string>> = { page: 'slideNumber', pageCount: 'slideCount' }
/** Renamed slices of a live state. */
const SLICES: Readonly<Record<string, string>> = { signs: 'reactions', lanes: 'channels', left: 'departed' }

/** A live state of version 2 under the names of version 3; otherwise unchanged. */
export function upgradeLiveState(kept: unknown): unknown {
  if (!isRecord(kept)) return kept
  const entries = Object.entries(kept).map(([name, value]) => {
    const slice = name === 'slide' ? upgradeSlide(value) : withNames(value, KEYS)
    return [SLICES[name] ?? name, name === 'signs' ? upgradeReactions(slice) : slice]
  })
  return Object.fromEntries(entries)
}

/** An answer to a named question that was stored with the member id under its earlier name. */
export function upgradeAnswer(kept: unknown): unknown {
  return withNames(kept, KEYS)
}

/** A slide that was shown, in a live state or a recording. */
export function upgradeSlide(kept: unknown): unknown {
  return withNames(kept, SLIDE_KEYS)
}

function upgradeReactions(slice: unknown): unknown {
  if (!Array.isArray(slice)) return slice
  return slice.map((one: unknown) => {
    if (!isRecord(one) || !('sign' in one)) return one
    const { sign, ...others } = one
    return { ...others, reaction: sign }
  })
}

function withNames(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => withNames(one, names))
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [names[key] ?? key, withNames(inner, names)])
  return Object.fromEntries(entries)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
