import type { LiveEvent } from './live/live-event'
import type { Peer } from './peer'

/** What changes in the lesson when nobody of this peer's seat is left in it. */
export function eventsOfLeaving(peer: Peer, atMs: number): LiveEvent[] {
  const { seatId, displayName } = peer.seated
  // Nobody could give the floor to a hand of somebody who is not here.
  const events: LiveEvent[] = [{ type: 'hand-lowered', seatId }]
  if (peer.role === 'room' && peer.isEntered) events.push({ type: 'room-left', room: { seatId, displayName, atMs } })
  if (peer.role === 'visitor') events.push({ type: 'door-left', seatId })
  if (peer.may('lane.speak')) events.push({ type: 'lane-left', seatId })
  return events
}
