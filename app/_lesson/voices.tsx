'use client'

import { useEffect, useRef } from 'react'

import { VIDEO_SOURCES } from '@/domain/live-lesson/vocabulary'
import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'
import { markOnce } from '@/lesson-client/performance-marks'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot, RemoteTrack } from '@/lesson-client/state/lesson-snapshot'
import { playTrack } from './play-track'
import { useChannelSound } from './use-channel-sound'
import { useLoudness } from './use-loudness'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  onBlocked: (isBlocked: boolean) => void
  /** How much of a voice its listener wants, from 0 to 1; all of it if nothing is said. */
  shareOf?: (voice: RemoteTrack) => number
}

const WHOLE = () => 1

/** All incoming audio. Silent before entering; the floor is quieter below the channel that the person hears. */
export function Voices({ client, snapshot, onBlocked, shareOf = WHOLE }: Props) {
  const { floorVolume } = useChannelSound(client, snapshot)
  const voices = snapshot.tracks.filter((one) => !VIDEO_SOURCES.includes(one.source))
  return voices.map((one) => (
    <Voice
      key={one.consumerId}
      track={one.track}
      of={one.source}
      volume={shareOf(one) * (one.source === 'channel' ? 1 : floorVolume)}
      isOn={snapshot.phase === 'in'}
      onBlocked={onBlocked}
    />
  ))
}

type VoiceProps = {
  track: MediaStreamTrack
  of: string
  volume: number
  isOn: boolean
  onBlocked: Props['onBlocked']
}

function Voice({ track, of, volume, isOn, onBlocked }: VoiceProps) {
  const audio = useRef<HTMLAudioElement>(null)

  useEffect(() => {
    const heard = () => markOnce('samsal:first-voice')
    // On a busy device the first packets come before this effect runs, and their event has passed.
    if (!track.muted) heard()
    track.addEventListener('unmute', heard)
    return () => track.removeEventListener('unmute', heard)
  }, [track])

  useEffect(() => (audio.current ? loudspeaker.attach(audio.current) : undefined), [])

  useEffect(() => {
    const element = audio.current
    if (!element || !isOn) return
    return playTrack(element, track, onBlocked)
  }, [isOn, track, onBlocked])

  useLoudness(audio, { track: isOn ? track : null, volume, onBlocked })

  return <audio ref={audio} data-voice={of} data-volume={volume} />
}
