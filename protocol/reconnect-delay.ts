const FIRST_MS = 150
/** A media server that died takes a second or two to be back: nobody waits long for the next try meanwhile. */
const SOON_MAX_MS = 500
const SOON_TRIES = 20
/** Who has waited ten seconds is in for a longer wait, and so is the server behind it. */
const PATIENT_MAX_MS = 2_000
/** So that those who lost their line together do not come back in the same moment. */
const SPREAD = 0.4

/** Longest wait before this try, which is counted from 0 since the line was lost, in ms. */
export function reconnectDelayMaxMs(tries: number): number {
  return tries < SOON_TRIES ? SOON_MAX_MS : PATIENT_MAX_MS
}

/** How a page that lost its line asks for it again, in the words of its socket library. */
export const RECONNECTION = {
  reconnectionDelay: FIRST_MS,
  reconnectionDelayMax: SOON_MAX_MS,
  randomizationFactor: SPREAD,
} as const

/** How long such a page waits before this try, in ms, for whoever is as patient without that library. */
export function reconnectDelayMs(tries: number): number {
  const spread = 1 + SPREAD * (2 * Math.random() - 1)
  return Math.min(FIRST_MS * 2 ** tries * spread, reconnectDelayMaxMs(tries))
}
