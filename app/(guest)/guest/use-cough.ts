'use client'

import { useEffect, useRef, useState } from 'react'

export type Cough = { isHeld: boolean; hold: (isHeld: boolean) => void }

/**
 * Silences an open microphone for as long as something is held: a cough is neither heard nor a change of turn, so
 * nothing is said to the server, and the floor of those who listen does not come up.
 */
export function useCough(track: MediaStreamTrack | undefined, isOpen: boolean): Cough {
  const [isHeld, hold] = useState(false)
  const isStillOpen = useRef(isOpen)
  useEffect(() => {
    isStillOpen.current = isOpen
  })
  const isSilenced = isHeld && isOpen
  useEffect(() => {
    if (!track || !isSilenced) return
    track.enabled = false
    return () => {
      if (isStillOpen.current) track.enabled = true
    }
  }, [track, isSilenced])
  return { isHeld: isSilenced, hold }
}
