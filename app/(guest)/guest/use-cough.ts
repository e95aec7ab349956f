'use client'

import { useEffect, useState } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'

export type Cough = { isHeld: boolean; hold: (isHeld: boolean) => void }

/**
 * Silences an open microphone for as long as something is held: a cough is neither heard nor a change of turn, so
 * nothing is said to the server, and the floor of those who listen does not come up.
 */
export function useCough(client: LessonClient, isOpen: boolean): Cough {
  const [isHeld, hold] = useState(false)
  const isSilenced = isHeld && isOpen
  useEffect(() => {
    if (!isSilenced) return
    client.silence('channel', true)
    return () => client.silence('channel', false)
  }, [client, isSilenced])
  return { isHeld: isSilenced, hold }
}
