'use client'

import { useEffect, useRef, type RefObject } from 'react'

import { playTrack } from './play-track'
import { markOnce } from '@/lesson-client/performance-marks'

type Props = {
  track: MediaStreamTrack
  label: string
  /** Identifies the picture for tests and styles. */
  of: string
  fit?: 'cover' | 'contain'
  isMirrored?: boolean
  /** The layer that its displayed size needs; null when it is hidden. */
  onSize?: (spatialLayer: number | null) => void
}

const THUMBNAIL_MAX_PX = 340
const HALF_MAX_PX = 760

/** One picture. Reports its displayed size, so that no larger layer is sent than needed. */
export function VideoTile({ track, label, of, fit = 'cover', isMirrored = false, onSize }: Props) {
  const video = useRef<HTMLVideoElement>(null)

  useEffect(() => {
    const element = video.current
    if (!element) return
    const stopPlaying = playTrack(element, track)
    const request = element.requestVideoFrameCallback?.(() => markOnce('samsal:first-frame'))
    const again = setInterval(() => element.requestVideoFrameCallback?.(() => markOnce('samsal:first-frame')), 1_000)
    return () => {
      clearInterval(again)
      if (request !== undefined) element.cancelVideoFrameCallback(request)
      stopPlaying()
    }
  }, [track])

  useShownLayer(video, track, onSize)

  return (
    <video
      ref={video}
      data-picture-of={of}
      aria-label={label}
      autoPlay
      playsInline
      muted
      className={`size-full bg-night ${fit === 'cover' ? 'object-cover' : 'object-contain'} ${isMirrored ? '-scale-x-100' : ''}`}
    />
  )
}

/** Reports when a picture's displayed size needs another layer, and when it is hidden. */
function useShownLayer(
  video: RefObject<HTMLVideoElement | null>,
  track: MediaStreamTrack,
  onSize: Props['onSize'],
): void {
  const tell = useRef(onSize)
  useEffect(() => {
    tell.current = onSize
  }, [onSize])
  useEffect(() => {
    const element = video.current
    if (!element) return
    let told: number | null | undefined
    let isInView = true
    const review = () => {
      const layer = isInView && element.clientWidth > 0 ? layerFor(element.clientWidth * window.devicePixelRatio) : null
      if (layer !== told) tell.current?.(layer)
      told = layer
    }
    const sizes = new ResizeObserver(review)
    const views = new IntersectionObserver((entries) => {
      isInView = entries.at(-1)?.isIntersecting ?? true
      review()
    })
    sizes.observe(element)
    views.observe(element)
    return () => {
      sizes.disconnect()
      views.disconnect()
      tell.current?.(null)
    }
    // A new track in the same place has reported nothing yet.
  }, [video, track])
}

function layerFor(widthPx: number): number {
  if (widthPx <= THUMBNAIL_MAX_PX) return 0
  return widthPx <= HALF_MAX_PX ? 1 : 2
}
