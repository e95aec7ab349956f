'use client'

import { useEffect, useRef } from 'react'

import { markOnce } from './mark-once'

type Props = {
  track: MediaStreamTrack
  label: string
  /** Names the picture for tests and styles: whose it is. */
  of: string
  fit?: 'cover' | 'contain'
  isMirrored?: boolean
  onSize?: (spatialLayer: number) => void
}

const THUMBNAIL_MAX_PX = 340
const HALF_MAX_PX = 760

/** One picture. Tells how large it is shown, so that no larger layer is sent than the screen needs. */
export function VideoTile({ track, label, of, fit = 'cover', isMirrored = false, onSize }: Props) {
  const video = useRef<HTMLVideoElement>(null)

  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    const request = element.requestVideoFrameCallback?.(() => markOnce('samsal:first-frame'))
    const again = setInterval(() => element.requestVideoFrameCallback?.(() => markOnce('samsal:first-frame')), 1_000)
    void element.play().catch(ignoreInterruption)
    return () => {
      clearInterval(again)
      if (request !== undefined) element.cancelVideoFrameCallback(request)
      element.srcObject = null
    }
  }, [track])

  useEffect(() => {
    const element = video.current
    if (!element || !onSize) return
    let layer = -1
    const observer = new ResizeObserver(() => {
      const next = layerFor(element.clientWidth * window.devicePixelRatio)
      if (next !== layer) onSize(next)
      layer = next
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [onSize])

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

/** A muted picture may always play; a play that is interrupted by the next picture is no error. */
function ignoreInterruption(): void {}

function layerFor(widthPx: number): number {
  if (widthPx <= THUMBNAIL_MAX_PX) return 0
  return widthPx <= HALF_MAX_PX ? 1 : 2
}
