'use client'

import { useState } from 'react'

import { openScreen, type OpenedScreen } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { troubleOf } from '@/lesson-client/local-media/local-source'
import { useVoiceTrouble } from './use-voice-trouble'

/** Camera, microphone and screen sharing of members who teach: each with a toggle, and its trouble as a text key. */
export function useOwnDevices(client: LessonClient, snapshot: LessonSnapshot) {
  const [screenProblem, setScreenProblem] = useState<OpenedScreen['problem']>(null)
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
    setScreenProblem(null)
    client.stopSending('screen-share')
    if (sending['screen-share-sound']) client.stopSending('screen-share-sound')
  }

  return {
    problems: [
      voiceTrouble && `lesson:device.microphone.${voiceTrouble}`,
      cameraTrouble && `lesson:device.camera.${cameraTrouble}`,
      // The sound of a share that has ended in the browser's own bar concerns nobody any more.
      screenProblem && (screenProblem !== 'voices' || screen) && `lesson:device.screen.${screenProblem}`,
    ].filter((one) => typeof one === 'string'),
    toggleMicrophone: () =>
      void (microphone ? client.setMuted('microphone', !microphone.isMuted) : client.devices.send('microphone')),
    toggleCamera: () => void (camera ? client.stopSending('camera') : client.devices.send('camera')),
    toggleScreen: () => void (screen ? stopSharing() : share()),
  }
}
