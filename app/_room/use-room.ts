'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { RoomClient, type Ticket } from './room-client'
import { FIRST_SNAPSHOT, type RoomSnapshot } from './room-snapshot'

type UseRoom = { firstTicket: Ticket; fetchTicket: () => Promise<Ticket>; isStraightIn?: boolean }

/** Binds a page to its room: connects when the page opens, leaves when it goes. */
export function useRoom({
  firstTicket,
  fetchTicket,
  isStraightIn = false,
}: UseRoom): [RoomClient | null, RoomSnapshot] {
  const [room, setRoom] = useState<RoomClient | null>(null)
  useEffect(() => {
    const client = new RoomClient({ firstTicket, fetchTicket })
    setRoom(client)
    void (isStraightIn ? client.prepare().then(() => client.enter()) : client.connect())
    window.addEventListener('pageshow', reviveFromCache)
    return () => {
      window.removeEventListener('pageshow', reviveFromCache)
      client.leave()
    }
    // One page is one place in the lesson: a ticket that is rendered anew does not change it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const snapshot = useSyncExternalStore(
    room?.subscribe ?? subscribeToNothing,
    room?.snapshot ?? (() => FIRST_SNAPSHOT),
    () => FIRST_SNAPSHOT,
  )
  return [room, snapshot]
}

/** A page that the browser kept and shows again has left its lesson; it starts anew. */
function reviveFromCache(event: PageTransitionEvent): void {
  if (event.persisted) window.location.reload()
}

function subscribeToNothing(): () => void {
  return () => undefined
}
