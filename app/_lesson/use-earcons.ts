'use client'

import { useEffect, useRef } from 'react'

import { earconOf, type Earcon } from '@/lesson-client/state/earcon'
import { FIRST_SNAPSHOT, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { playNotes } from './play-notes'

/** Up for what is well, down for what is not; one's own turn is the longest, a hand the shortest and softest. */
const NOTES_HZ: Readonly<Record<Earcon, readonly number[]>> = {
  entered: [523, 784],
  floor: [523, 659, 784],
  trouble: [440, 330],
  asked: [659, 659],
  hand: [880],
}
const LOUDNESS: Readonly<Record<Earcon, number>> = { entered: 0.12, floor: 0.25, trouble: 0.2, asked: 0.2, hand: 0.06 }

/** On a line that comes and goes the same sound says nothing new. */
const AGAIN_AFTER_MS: Readonly<Partial<Record<Earcon, number>>> = { trouble: 30_000, hand: 2_000 }

/** Plays the sound of each change that has one. */
export function useEarcons(snapshot: LessonSnapshot, { isOn = true } = {}): void {
  const before = useRef(FIRST_SNAPSHOT)
  const playedAtMs = useRef<Partial<Record<Earcon, number>>>({})
  useEffect(() => {
    const earcon = earconOf(before.current, snapshot)
    before.current = snapshot
    if (earcon === null || !isOn) return
    const nowMs = performance.now()
    const lastMs = playedAtMs.current[earcon]
    if (lastMs !== undefined && nowMs - lastMs < (AGAIN_AFTER_MS[earcon] ?? 0)) return
    playedAtMs.current[earcon] = nowMs
    playNotes(NOTES_HZ[earcon], LOUDNESS[earcon])
    document.documentElement.dataset.earcon = earcon
  }, [snapshot, isOn])
}
