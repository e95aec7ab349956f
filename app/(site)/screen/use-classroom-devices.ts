'use client'

import { useEffect, useState } from 'react'

import { openDevice, type DeviceProblem, type DeviceSource } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'

export type ClassroomDeviceProblem = { source: DeviceSource; problem: DeviceProblem }

const TRY_AGAIN_MS = 15_000

/**
 * Opens the classroom's camera and microphone and sends them to the hub; retries a missing one, because it may be
 * plugged in later.
 */
export function useClassroomDevices(client: LessonClient | null, isIn: boolean): ClassroomDeviceProblem[] {
  const [problems, setProblems] = useState<ClassroomDeviceProblem[]>([])
  useEffect(() => {
    if (!client || !isIn) return
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = async (sources: DeviceSource[]) => {
      const found: ClassroomDeviceProblem[] = []
      for (const source of sources) {
        const device = await openDevice(source)
        if (!isCurrent) return device.track?.stop()
        if (device.problem) found.push({ source, problem: device.problem })
        else await client.startSending(source, device.track)
      }
      setProblems(found)
      if (found.length > 0) timer = setTimeout(() => void open(found.map((one) => one.source)), TRY_AGAIN_MS)
    }
    void open(['microphone', 'camera'])
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [client, isIn])
  return problems
}
