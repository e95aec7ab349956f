'use client'

import { useState } from 'react'

import { openScreen } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { troubleOf } from '@/lesson-client/local-media/local-source'
import { useVoiceTrouble } from './use-voice-trouble'

/** Camera, microphone and screen sharing of members who teach: each with a toggle, and its trouble as a text key. */
export function useOwnDevices(client: LessonClient, snapshot: LessonSnapshot) {
  const [screenProblem, setScreenProblem] = useState<string | null>(null)
  const voiceTrouble = useVoiceTrouble(snapshot)
  const cameraTrouble = troubleOf(snapshot.devices.camera)
  const { sending } = snapshot
  const { camera, microphone, 'screen-share': screen } = sending

  const share = async () => {
    const opened = await openScreen()
    setScreenProblem(opened.problem)
    if (opened.picture) await client.share('screen-share', opened.picture)
    if (opened.sound) await client.share('screen-share-sound', opened.sound)
  }
  const stopSharing = () => {
    client.stopSending('screen-share')
    if (sending['screen-share-sound']) client.stopSending('screen-share-sound')
  }

  return {
    problems: [
      voiceTrouble && `lesson:device.microphone.${voiceTrouble}`,
      cameraTrouble && `lesson:device.camera.${cameraTrouble}`,
      screenProblem && `lesson:device.screen.${screenProblem}`,
    ].filter((one) => one !== null),
    toggleMicrophone: () =>
      void (microphone ? client.setMuted('microphone', !microphone.isMuted) : client.devices.send('microphone')),
    toggleCamera: () => void (camera ? client.stopSending('camera') : client.devices.send('camera')),
    toggleScreen: () => void (screen ? stopSharing() : share()),
  }
}
