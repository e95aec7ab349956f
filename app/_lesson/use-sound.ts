'use client'

import { useState } from 'react'

import { resumeLoudness } from './use-loudness'

/** Whether the browser requires a user gesture before it plays sound, and the handler of that gesture. */
export type Sound = {
  isSoundBlocked: boolean
  onSoundBlocked: (isBlocked: boolean) => void
  playSound: () => void
}

export function useSound(): Sound {
  const [isSoundBlocked, onSoundBlocked] = useState(false)
  const playSound = () => {
    for (const element of document.querySelectorAll<HTMLAudioElement>('audio[data-voice]')) void element.play()
    resumeLoudness()
    onSoundBlocked(false)
  }
  return { isSoundBlocked, onSoundBlocked, playSound }
}
