import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'

import { loudnessContext } from './use-loudness'

const NOTE_SECONDS = 0.16

/**
 * Plays notes one after the other through the chosen loudspeaker, `loudness` from 0 to 1. Where the page plays its voices
 * through an audio context, through that one: a browser that wants a touch first has had it.
 */
export function playNotes(notesHz: readonly number[], loudness: number): void {
  const shared = loudnessContext()
  const context = shared ?? new AudioContext()
  const detach = shared ? undefined : loudspeaker.attach(context)
  const close = () => {
    detach?.()
    if (!shared) void context.close()
  }
  for (const [index, hz] of notesHz.entries()) {
    const note = context.createOscillator()
    const gain = context.createGain()
    const startsAt = context.currentTime + index * NOTE_SECONDS
    note.frequency.value = hz
    gain.gain.setValueAtTime(0, startsAt)
    gain.gain.linearRampToValueAtTime(loudness, startsAt + NOTE_SECONDS / 4)
    gain.gain.linearRampToValueAtTime(0, startsAt + NOTE_SECONDS)
    note.connect(gain).connect(context.destination)
    note.start(startsAt)
    note.stop(startsAt + NOTE_SECONDS)
    if (index === notesHz.length - 1) note.onended = close
  }
}
