'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { VIEW_MODES, type ViewMode } from '@/protocol/client-messages'

import { readPreference } from '@/lesson-client/preferences'
import { RoomClient, type Ticket } from '@/lesson-client/room-client'
import { FIRST_SNAPSHOT, type RoomSnapshot } from '@/lesson-client/state/room-snapshot'

type UseRoom = {
  firstTicket: Ticket
  fetchTicket: () => Promise<Ticket>
  isStraightIn?: boolean
  /** A phone: it begins with the mode that was last chosen on it, or with a small picture. */
  keepsMode?: boolean
  /** False for pages of words alone. */
  hasMedia?: boolean
}

/** Binds a page to its room: connects when the page opens, leaves when it goes. */
export function useRoom({
  firstTicket,
  fetchTicket,
  isStraightIn = false,
  keepsMode = false,
  hasMedia = true,
}: UseRoom): [RoomClient | null, RoomSnapshot] {
  const [room, setRoom] = useState<RoomClient | null>(null)
  useEffect(() => {
    const client = new RoomClient({ firstTicket, fetchTicket, hasMedia, mode: keepsMode ? keptMode() : 'everything' })
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

/** The mode that was last chosen on this device. */
function keptMode(): ViewMode {
  const kept = readPreference('mode')
  return VIEW_MODES.find((mode) => mode === kept) ?? 'small'
}

/** A page that the browser kept and shows again has left its lesson; it starts anew. */
function reviveFromCache(event: PageTransitionEvent): void {
  if (event.persisted) window.location.reload()
}

function subscribeToNothing(): () => void {
  return () => undefined
}
