'use client'

import { useEffect, useRef, useState } from 'react'

import { readPreference, writePreference } from '@/lesson-client/preferences'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** Megabytes as people read them: with a decimal below ten. */
export function shownMegabytes(bytes: number): string {
  const megabytes = bytes / MEGABYTE
  return megabytes < 10 ? megabytes.toFixed(1) : String(Math.round(megabytes))
}

export const MEGABYTE = 1_000_000
export const CAPS_MEGABYTES = [25, 50, 100, 250, 500, 1_000]
const KEEP_EVERY_MS = 10_000

export type DataBudget = {
  /** The data limit for this lesson, in megabytes; null without one. */
  capMegabytes: number | null
  setCap: (megabytes: number | null) => void
  warning: 'nearCap' | 'atCap' | 'networkDown' | null
}

type Options = { client: LessonClient | null; snapshot: LessonSnapshot; lessonId: string }

/** Counts the data that a lesson uses over all visits on this device, and holds the person's limit. */
export function useDataBudget({ client, snapshot, lessonId }: Options): DataBudget {
  const [capMegabytes, setCapMegabytes] = useState<number | null>(null)
  const bytes = useRef(0)
  useEffect(() => {
    bytes.current = snapshot.meter.bytes
  }, [snapshot.meter.bytes])

  useEffect(() => {
    if (!client) return
    const cap = Number(readPreference('cap'))
    const capOrNone = cap > 0 ? cap : null
    const key = `bytes:${lessonId}`
    setCapMegabytes(capOrNone)
    client.setBudget({ earlierBytes: Number(readPreference(key)) || 0, capBytes: capOrNone && capOrNone * MEGABYTE })
    const keep = () => {
      if (bytes.current > 0) writePreference(key, String(bytes.current))
    }
    const timer = setInterval(keep, KEEP_EVERY_MS)
    window.addEventListener('pagehide', keep)
    return () => {
      keep()
      clearInterval(timer)
      window.removeEventListener('pagehide', keep)
    }
  }, [client, lessonId])

  const setCap = (megabytes: number | null) => {
    setCapMegabytes(megabytes)
    writePreference('cap', megabytes === null ? null : String(megabytes))
    client?.setCap(megabytes === null ? null : megabytes * MEGABYTE)
  }
  return { capMegabytes, setCap, warning: warningOf(snapshot, capMegabytes) }
}

function warningOf({ meter, mode, chosenMode }: LessonSnapshot, capMegabytes: number | null): DataBudget['warning'] {
  const capBytes = capMegabytes === null ? Number.POSITIVE_INFINITY : capMegabytes * MEGABYTE
  if (meter.bytes >= capBytes) return 'atCap'
  if (meter.bytes >= capBytes * 0.8) return 'nearCap'
  return mode === chosenMode ? null : 'networkDown'
}
