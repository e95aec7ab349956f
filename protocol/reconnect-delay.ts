const FIRST_MS = 150
/** A media server that died takes a second or two to restart: meanwhile delays stay short. */
const SOON_MAX_MS = 500
const SOON_TRIES = 20
/** After ten seconds a longer outage is likely, so delays grow and spare the server. */
const PATIENT_MAX_MS = 2_000
/** Jitter, so that pages that lost their connections together do not reconnect at the same moment. */
const SPREAD = 0.4

/** The longest delay before this attempt, counted from 0 since the connection was lost, in ms. */
export function reconnectDelayMaxMs(tries: number): number {
  return tries < SOON_TRIES ? SOON_MAX_MS : PATIENT_MAX_MS
}

/** Reconnection options of the socket library. */
export const RECONNECTION = {
  reconnectionDelay: FIRST_MS,
  reconnectionDelayMax: SOON_MAX_MS,
  randomizationFactor: SPREAD,
} as const

/** The delay before this attempt, in ms, for clients without that library. */
export function reconnectDelayMs(tries: number): number {
  const spread = 1 + SPREAD * (2 * Math.random() - 1)
  return Math.min(FIRST_MS * 2 ** tries * spread, reconnectDelayMaxMs(tries))
}
