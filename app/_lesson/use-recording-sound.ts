'use client'

import { useEffect, useRef } from 'react'

import type { LiveView } from '@/domain/live-lesson/view'
import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'

/** Two notes, rising when it starts and falling when it stops. */
const BEGINS_HZ = [660, 880]
const ENDS_HZ = [880, 660]
const NOTE_SECONDS = 0.16
const LOUDNESS = 0.2

/** Plays a sound when a recording starts or stops, and to members who join while it is on. */
export function useRecordingSound(recording: LiveView['recording']): void {
  const isOn = recording !== null
  const wasOn = useRef(false)
  useEffect(() => {
    if (isOn === wasOn.current) return
    wasOn.current = isOn
    play(isOn ? BEGINS_HZ : ENDS_HZ)
  }, [isOn])
}

function play(notesHz: readonly number[]): void {
  const context = new AudioContext()
  const detach = loudspeaker.attach(context)
  document.documentElement.dataset.recordingSound = String(notesHz[0])
  const close = () => {
    detach()
    return context.close()
  }
  for (const [index, hz] of notesHz.entries()) {
    const note = context.createOscillator()
    const gain = context.createGain()
    const startsAt = context.currentTime + index * NOTE_SECONDS
    note.frequency.value = hz
    gain.gain.setValueAtTime(0, startsAt)
    gain.gain.linearRampToValueAtTime(LOUDNESS, startsAt + NOTE_SECONDS / 4)
    gain.gain.linearRampToValueAtTime(0, startsAt + NOTE_SECONDS)
    note.connect(gain).connect(context.destination)
    note.start(startsAt)
    note.stop(startsAt + NOTE_SECONDS)
    if (index === notesHz.length - 1) note.onended = () => void close()
  }
}
