import type { LiveEvent } from './live/live-event'
import type { Peer } from './peer'

/** What changes in the lesson when the member's last peer is gone. */
export function eventsOfLeaving(peer: Peer, atMs: number): LiveEvent[] {
  const { memberId, displayName } = peer.member
  // Nobody could give the floor to a hand of somebody who is not here.
  const events: LiveEvent[] = [{ type: 'hand-lowered', memberId }]
  if (peer.role === 'classroom' && peer.isEntered)
    events.push({ type: 'classroom-left', classroom: { memberId, displayName, atMs } })
  if (peer.role === 'visitor') events.push({ type: 'door-left', memberId })
  if (peer.may('channel.speak')) events.push({ type: 'channel-left', memberId })
  return events
}
