'use client'

import { useEffect, useRef, useState } from 'react'

import { openDevice, type DeviceProblem, type DeviceSource } from '@/lesson-client/local-media/devices'

/** A camera or microphone that is being tested: its track, its error, and the alternatives. */
export function useDevice(source: DeviceSource) {
  const [track, setTrack] = useState<MediaStreamTrack | null>(null)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const [choices, setChoices] = useState<MediaDeviceInfo[]>([])
  const [wanted, setWanted] = useState<string | undefined>(undefined)
  const [isOpening, setOpening] = useState(true)
  const isReleased = useRef(false)

  useEffect(() => {
    let isCurrent = true
    let opened: MediaStreamTrack | null = null
    const open = async () => {
      const device = await openDevice(source, wanted)
      opened = device.track
      if (!isCurrent) return device.track?.stop()
      setTrack(device.track)
      setProblem(device.problem)
      const kind = source === 'camera' ? 'videoinput' : 'audioinput'
      const all = (await navigator.mediaDevices?.enumerateDevices()) ?? []
      setChoices(all.filter((one) => one.kind === kind))
    }
    setOpening(true)
    void open().finally(() => {
      if (isCurrent) setOpening(false)
    })
    return () => {
      isCurrent = false
      if (!isReleased.current) opened?.stop()
    }
  }, [source, wanted])

  return {
    track,
    problem,
    isOpening,
    choices,
    deviceId: track?.getSettings().deviceId ?? '',
    choose: setWanted,
    /** The lesson takes over the track, so it is not stopped with this check. */
    release: () => {
      isReleased.current = true
    },
  }
}
