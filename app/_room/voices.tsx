'use client'

import { useEffect, useRef, useState } from 'react'

import { markOnce } from './mark-once'
import type { RemoteTrack } from './room-snapshot'

/** Whether the browser wants a touch before it plays sound, and what that touch does. */
export function useSound(): {
  isSoundBlocked: boolean
  onSoundBlocked: (isBlocked: boolean) => void
  playSound: () => void
} {
  const [isSoundBlocked, onSoundBlocked] = useState(false)
  const playSound = () => {
    for (const element of document.querySelectorAll<HTMLAudioElement>('audio[data-voice]')) void element.play()
    onSoundBlocked(false)
  }
  return { isSoundBlocked, onSoundBlocked, playSound }
}

type Props = { tracks: readonly RemoteTrack[]; isOn: boolean; onBlocked: (isBlocked: boolean) => void }

/** Every voice that comes in. Silent in the lobby; says when the browser wants a touch before it plays. */
export function Voices({ tracks, isOn, onBlocked }: Props) {
  const voices = tracks.filter((one) => one.source === 'microphone')
  return voices.map((one) => <Voice key={one.consumerId} track={one.track} isOn={isOn} onBlocked={onBlocked} />)
}

function Voice({ track, isOn, onBlocked }: { track: MediaStreamTrack; isOn: boolean; onBlocked: Props['onBlocked'] }) {
  const audio = useRef<HTMLAudioElement>(null)

  useEffect(() => {
    const heard = () => markOnce('samsal:first-voice')
    track.addEventListener('unmute', heard)
    return () => track.removeEventListener('unmute', heard)
  }, [track])

  useEffect(() => {
    const element = audio.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    return () => {
      element.srcObject = null
    }
  }, [track])

  useEffect(() => {
    if (!isOn) return
    audio.current?.play().then(
      () => onBlocked(false),
      (error: unknown) => {
        if (error instanceof Error && error.name === 'NotAllowedError') onBlocked(true)
      },
    )
  }, [isOn, track, onBlocked])

  return <audio ref={audio} data-voice />
}
