'use client'

import { useEffect, useState } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { DeviceSource } from '@/lesson-client/local-media/devices'
import { troubleOf } from '@/lesson-client/local-media/local-source'

type Checked = { client: LessonClient | null; snapshot: LessonSnapshot }

/** A camera or microphone that is tested before the lesson: it is opened, and closed unless the lesson sends from it. */
export function useDevice(source: DeviceSource, { client, snapshot }: Checked) {
  const state = snapshot.devices[source]
  useEffect(() => {
    if (!client) return
    void client.devices.open(source)
    // Not when the lesson sends from it by then.
    return () => client.devices.release(source)
  }, [client, source])
  const choice = useDeviceChoice(source, { client, snapshot })
  return {
    ...choice,
    isOpening: client === null || state.name === 'closed' || (state.name === 'asked' && !state.isLate),
  }
}

export type DeviceChoice = ReturnType<typeof useDeviceChoice>

/** A camera or microphone as it is: its track, what is wrong with it, and the alternatives. A choice opens nothing. */
export function useDeviceChoice(source: DeviceSource, { client, snapshot }: Checked) {
  const [choices, setChoices] = useState<MediaDeviceInfo[]>([])
  /** For a device that is closed: the one that it will be. */
  const [chosenId, setChosenId] = useState('')
  const state = snapshot.devices[source]

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
    choices,
    deviceId: track?.getSettings().deviceId ?? chosenId,
    choose: (deviceId: string) => {
      setChosenId(deviceId)
      void client?.devices.choose(source, deviceId)
    },
  }
}
