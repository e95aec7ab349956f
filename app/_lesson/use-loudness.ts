'use client'

import { useEffect, useRef, type RefObject } from 'react'

import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'

/** Shared by all voices of the page; made when the first one needs it. */
let context: AudioContext | undefined
let hasOwnLoudness: boolean | undefined

function sharedContext(): AudioContext {
  if (!context) {
    context = new AudioContext()
    loudspeaker.attach(context)
  }
  return context
}

/** The context that the voices play through; undefined where their elements have a loudness of their own. */
export function loudnessContext(): AudioContext | undefined {
  return context
}

/** On iPhone and iPad an element is always as loud as the device, whatever a page sets. */
function isVolumeFixed(): boolean {
  if (hasOwnLoudness === undefined) {
    const probe = document.createElement('audio')
    probe.volume = 0.5
    hasOwnLoudness = probe.volume === 0.5
  }
  return !hasOwnLoudness
}

/** After the touch that the browser waits for before it plays sound. */
export function resumeLoudness(): void {
  void context?.resume()
}

type Loudness = {
  /** Null while the page is silent. */
  track: MediaStreamTrack | null
  /** From 0 to 1. */
  volume: number
  /** Whether the browser wants a touch before it plays sound. */
  onBlocked: (isBlocked: boolean) => void
}

/**
 * The loudness of a voice: the element's own where it has one, otherwise a gain between the track and the loudspeaker,
 * beside the element, which is then silent and only keeps the track flowing.
 */
export function useLoudness(audio: RefObject<HTMLAudioElement | null>, { track, volume, onBlocked }: Loudness): void {
  const gain = useRef<GainNode | null>(null)

  useEffect(() => {
    if (!track || !isVolumeFixed()) return
    const shared = sharedContext()
    const source = shared.createMediaStreamSource(new MediaStream([track]))
    const node = shared.createGain()
    source.connect(node).connect(shared.destination)
    gain.current = node
    const resume = () => {
      if (document.visibilityState === 'visible' && shared.state !== 'running') void shared.resume()
    }
    const review = () => {
      onBlocked(shared.state !== 'running')
      resume()
    }
    // A telephone call interrupts it like the elements.
    shared.addEventListener('statechange', review)
    document.addEventListener('visibilitychange', resume)
    review()
    return () => {
      shared.removeEventListener('statechange', review)
      document.removeEventListener('visibilitychange', resume)
      source.disconnect()
      node.disconnect()
      gain.current = null
    }
  }, [track, onBlocked])

  useEffect(() => {
    if (audio.current) setLoudness(audio.current, gain.current, volume)
  }, [audio, track, volume])
}

function setLoudness(element: HTMLAudioElement, gain: GainNode | null, volume: number): void {
  element.volume = volume
  element.muted = gain !== null
  element.dataset.gain = gain === null ? '' : String(volume)
  if (gain) gain.gain.value = volume
}
