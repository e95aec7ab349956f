'use client'

import { useEffect, useState } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { DeviceSource } from '@/lesson-client/local-media/devices'
import { troubleOf } from '@/lesson-client/local-media/local-source'

type Checked = { client: LessonClient | null; snapshot: LessonSnapshot }

/** A camera or microphone that is tested before the lesson: its track, its state, and the alternatives. */
export function useDevice(source: DeviceSource, { client, snapshot }: Checked) {
  const [choices, setChoices] = useState<MediaDeviceInfo[]>([])
  const state = snapshot.devices[source]

  useEffect(() => {
    if (!client) return
    void client.devices.open(source)
    // Not when the lesson sends from it by then.
    return () => client.devices.release(source)
  }, [client, source])

  useEffect(() => {
    let isCurrent = true
    const kind = source === 'camera' ? 'videoinput' : 'audioinput'
    const list = async () => {
      const all = (await navigator.mediaDevices?.enumerateDevices()) ?? []
      if (isCurrent) setChoices(all.filter((one) => one.kind === kind))
    }
    void list()
    const onChange = () => void list()
    navigator.mediaDevices?.addEventListener?.('devicechange', onChange)
    return () => {
      isCurrent = false
      navigator.mediaDevices?.removeEventListener?.('devicechange', onChange)
    }
    // Names of devices are told once one is open.
  }, [source, state.name])

  const track = client?.devices.trackOf(source) ?? null
  return {
    track,
    problem: troubleOf(state),
    isOpening: client === null || state.name === 'closed' || (state.name === 'asked' && !state.isLate),
    choices,
    deviceId: track?.getSettings().deviceId ?? '',
    choose: (deviceId: string) => void client?.devices.choose(source, deviceId),
  }
}
