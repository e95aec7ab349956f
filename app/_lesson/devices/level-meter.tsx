'use client'

import { useEffect, useRef } from 'react'

type Props = { track: MediaStreamTrack; label: string }

const EVERY_MS = 80

/** The microphone's level. Drawn without React, many times a second. */
export function LevelMeter({ track, label }: Props) {
  const bar = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      if (bar.current) bar.current.style.transform = `scaleX(${Math.min(1, loudest * 1.6)})`
    }, EVERY_MS)
    return () => {
      clearInterval(timer)
      void context.close()
    }
  }, [track])

  return (
    <div className="flex flex-col gap-1">
      <span>{label}</span>
      <div className="h-4 overflow-hidden rounded-full bg-bark in-[.dark]:bg-dusk-high" aria-hidden="true">
        <div ref={bar} className="h-full origin-left bg-moss rtl:origin-right" style={{ transform: 'scaleX(0)' }} />
      </div>
    </div>
  )
}
