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

/** Plays the sound of each change that has one. */
export function useEarcons(snapshot: LessonSnapshot, { isOn = true } = {}): void {
  const before = useRef(FIRST_SNAPSHOT)
  useEffect(() => {
    const earcon = earconOf(before.current, snapshot)
    before.current = snapshot
    if (earcon === null || !isOn) return
    playNotes(NOTES_HZ[earcon], LOUDNESS[earcon])
    document.documentElement.dataset.earcon = earcon
  }, [snapshot, isOn])
}
