'use client'

import { useEffect, useRef } from 'react'

import type { LiveView } from '@/domain/live-lesson/view'

import { playNotes } from './play-notes'

/** Two notes, rising when it starts and falling when it stops. */
const BEGINS_HZ = [660, 880]
const ENDS_HZ = [880, 660]
const LOUDNESS = 0.2

/** Plays a sound when a recording starts or stops, and to members who join while it is on. */
export function useRecordingSound(recording: LiveView['recording']): void {
  const isOn = recording !== null
  const wasOn = useRef(false)
  useEffect(() => {
    if (isOn === wasOn.current) return
    wasOn.current = isOn
    const notes = isOn ? BEGINS_HZ : ENDS_HZ
    playNotes(notes, LOUDNESS)
    document.documentElement.dataset.recordingSound = String(notes[0])
  }, [isOn])
}
