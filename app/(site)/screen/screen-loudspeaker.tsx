'use client'

import { useEffect, useState } from 'react'

import { LoudspeakerField } from '@/app/_lesson/devices/loudspeaker-field'

/** Somebody stands at the machine and moves the mouse: they can choose the classroom's loudspeaker, and hear it. */
export function ScreenLoudspeaker() {
  const [isSomebodyHere, setSomebodyHere] = useState(false)
  useEffect(() => {
    const come = () => setSomebodyHere(true)
    window.addEventListener('pointermove', come, { once: true })
    return () => window.removeEventListener('pointermove', come)
  }, [])
  if (!isSomebodyHere) return null
  return (
    <div className="absolute start-[2vh] top-[2vh] rounded-card bg-birch p-4 text-start text-ink">
      <LoudspeakerField knows={null} />
    </div>
  )
}
