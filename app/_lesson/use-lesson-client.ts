'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import type { LessonClient, Ticket } from '@/lesson-client/lesson-client'
import { readPreference, writePreference } from '@/lesson-client/preferences'
import { FIRST_SNAPSHOT, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

export type LessonOptions = {
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

type Bound = {
  /** Null until the page's scripts have loaded it. */
  client: LessonClient | null
  snapshot: LessonSnapshot
  /** What a person does before the client is there is done as soon as it is. */
  enter: () => void
  setMode: (mode: ViewMode) => void
}

/**
 * Binds a page to its lesson client: loads it and connects on mount, leaves on unmount. `load` may take long, and does not
 * fail.
 */
export function useLessonClient(load: () => Promise<typeof LessonClient>, options: LessonOptions): Bound {
  const { firstTicket, fetchTicket, isStraightIn = false, keepsMode = false } = options
  const { waitsForSignIn = false, hasMedia = true } = options
  const [client, setClient] = useState<LessonClient | null>(null)
  const [early, setEarly] = useState<LessonSnapshot>(FIRST_SNAPSHOT)
  const wantsIn = useRef(false)
  useEffect(() => {
    const mode = keepsMode ? keptMode() : 'everything'
    setEarly((before) => ({ ...before, mode, chosenMode: mode }))
    let hasLeft = false
    let made: LessonClient | undefined
    void load().then((Client) => {
      if (hasLeft) return
      const kept = keepsMode ? keptMode() : 'everything'
      made = new Client({ firstTicket, fetchTicket, hasMedia, mode: kept, waitsForSignIn, forgetsActs: keepsMode })
      setClient(made)
      const created = made
      if (isStraightIn) void created.prepare().then(() => created.enter({ isOwnAct: false }))
      else void created.connect()
      if (wantsIn.current) void created.enter()
    })
    window.addEventListener('pageshow', reviveFromCache)
    return () => {
      hasLeft = true
      window.removeEventListener('pageshow', reviveFromCache)
      made?.leave()
    }
    // One page is one peer: rendering it again with a new ticket must not change that.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const snapshot = useSyncExternalStore(
    client?.subscribe ?? subscribeToNothing,
    client?.snapshot ?? (() => early),
    () => FIRST_SNAPSHOT,
  )
  return {
    client,
    snapshot,
    enter: () => {
      wantsIn.current = true
      void client?.enter()
    },
    setMode: (mode) => {
      if (client) return client.setMode(mode)
      writePreference('mode', mode)
      setEarly((before) => ({ ...before, mode, chosenMode: mode }))
    },
  }
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
