'use client'

import { useState } from 'react'

import { openDevice, openScreen, type DeviceSource } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** Camera, microphone and screen sharing of members who teach: each with a toggle, and its error as a text key. */
export function useOwnDevices(client: LessonClient, { sending }: LessonSnapshot) {
  const [problem, setProblem] = useState<string | null>(null)
  const { camera, microphone, 'screen-share': screen } = sending

  const start = async (source: DeviceSource) => {
    const opened = await openDevice(source)
    setProblem(opened.problem && `lesson:device.${source}.${opened.problem}`)
    if (opened.track) await client.startSending(source, opened.track)
  }
  const share = async () => {
    const opened = await openScreen()
    setProblem(opened.problem && `lesson:device.screen.${opened.problem}`)
    if (opened.picture) await client.startSending('screen-share', opened.picture)
    if (opened.sound) await client.startSending('screen-share-sound', opened.sound)
  }
  const stopSharing = () => {
    client.stopSending('screen-share')
    if (sending['screen-share-sound']) client.stopSending('screen-share-sound')
  }

  return {
    problem,
    toggleMicrophone: () =>
      void (microphone ? client.setMuted('microphone', !microphone.isMuted) : start('microphone')),
    toggleCamera: () => void (camera ? client.stopSending('camera') : start('camera')),
    toggleScreen: () => void (screen ? stopSharing() : share()),
  }
}
