'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { readPreference } from '@/lesson-client/preferences'
import { LessonClient, type Ticket } from '@/lesson-client/lesson-client'
import { FIRST_SNAPSHOT, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type UseLesson = {
  firstTicket: Ticket
  fetchTicket: () => Promise<Ticket>
  isStraightIn?: boolean
  /** A phone: it starts with its last chosen view mode, or with a small picture. */
  keepsMode?: boolean
  /** A member of staff. */
  waitsForSignIn?: boolean
  /** False for pages without media. */
  hasMedia?: boolean
}

/** Binds a page to its lesson client: connects on mount, leaves on unmount. */
export function useLesson({
  firstTicket,
  fetchTicket,
  isStraightIn = false,
  keepsMode = false,
  waitsForSignIn = false,
  hasMedia = true,
}: UseLesson): [LessonClient | null, LessonSnapshot] {
  const [client, setClient] = useState<LessonClient | null>(null)
  useEffect(() => {
    const mode = keepsMode ? keptMode() : 'everything'
    const client = new LessonClient({
      firstTicket,
      fetchTicket,
      hasMedia,
      mode,
      waitsForSignIn,
      forgetsActs: keepsMode,
    })
    setClient(client)
    void (isStraightIn ? client.prepare().then(() => client.enter({ isOwnAct: false })) : client.connect())
    window.addEventListener('pageshow', reviveFromCache)
    return () => {
      window.removeEventListener('pageshow', reviveFromCache)
      client.leave()
    }
    // One page is one peer: rendering it again with a new ticket must not change that.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const snapshot = useSyncExternalStore(
    client?.subscribe ?? subscribeToNothing,
    client?.snapshot ?? (() => FIRST_SNAPSHOT),
    () => FIRST_SNAPSHOT,
  )
  return [client, snapshot]
}

/** The view mode that was last chosen on this device; `audio` was stored as `voice` before. */
function keptMode(): ViewMode {
  const kept = readPreference('mode')
  if (kept === 'voice') return 'audio'
  return VIEW_MODES.find((mode) => mode === kept) ?? 'small'
}

/** A page restored from the browser's back/forward cache has left its lesson; it reloads. */
function reviveFromCache(event: PageTransitionEvent): void {
  if (event.persisted) window.location.reload()
}

function subscribeToNothing(): () => void {
  return () => undefined
}
