'use client'

import { useState } from 'react'

import { openDevice, openScreen, type DeviceSource } from '@/lesson-client/local-media/devices'
import type { RoomClient } from '@/lesson-client/room-client'
import type { RoomSnapshot } from '@/lesson-client/state/room-snapshot'

/** Camera, microphone and screen of somebody who teaches: each on and off with one press, and what is wrong as a text key. */
export function useOwnDevices(room: RoomClient, { sending }: RoomSnapshot) {
  const [problem, setProblem] = useState<string | null>(null)
  const { camera, microphone, screen } = sending

  const start = async (source: DeviceSource) => {
    const opened = await openDevice(source)
    setProblem(opened.problem && `lesson:device.${source}.${opened.problem}`)
    if (opened.track) await room.startSending(source, opened.track)
  }
  const share = async () => {
    const opened = await openScreen()
    setProblem(opened.problem && `lesson:device.screen.${opened.problem}`)
    if (opened.picture) await room.startSending('screen', opened.picture)
    if (opened.sound) await room.startSending('screen-sound', opened.sound)
  }
  const stopSharing = () => {
    room.stopSending('screen')
    if (sending['screen-sound']) room.stopSending('screen-sound')
  }

  return {
    problem,
    toggleMicrophone: () => void (microphone ? room.setMuted('microphone', !microphone.isMuted) : start('microphone')),
    toggleCamera: () => void (camera ? room.stopSending('camera') : start('camera')),
    toggleScreen: () => void (screen ? stopSharing() : share()),
  }
}
