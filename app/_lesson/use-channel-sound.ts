'use client'

import { useEffect, useState } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { channelTrackOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** Volume of the floor below an interpreter's voice. */
const UNDER_CHANNEL = 0.2
const LOOK_EVERY_MS = 400
/** A silent interpreter still sends a packet now and then; without any for this long the connection is lost. */
const GONE_AFTER_MS = 1_300

/**
 * Volume of the floor: low while the channel has a voice, full as soon as it does not. Packet counts show that sooner
 * than the server.
 */
export function useChannelSound(client: LessonClient | null, snapshot: LessonSnapshot): { floorVolume: number } {
  const { live } = snapshot
  const channel = live.channels.mine === null ? undefined : channelTrackOf(snapshot, live.channels.mine)
  const [isAlive, setAlive] = useState(false)
  const isUnder = live.channels.mode === 'simultaneous' && channel !== undefined && !channel.isPaused
  const consumerId = channel?.consumerId

  useEffect(() => {
    setAlive(false)
    if (!client || consumerId === undefined) return
    let packets = -1
    let heardAtMs = 0
    const look = async () => {
      const now = await client.packetsOf(consumerId)
      if (now > packets) heardAtMs = performance.now()
      packets = now
      setAlive(heardAtMs > 0 && performance.now() - heardAtMs < GONE_AFTER_MS)
    }
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [client, consumerId])

  return { floorVolume: isUnder && isAlive ? UNDER_CHANNEL : 1 }
}
