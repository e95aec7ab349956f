'use client'

import { useEffect, useRef, useState } from 'react'

import { openDevice, type DeviceProblem, type DeviceSource } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Options = { client: LessonClient; snapshot: LessonSnapshot; hasFloor: boolean; isCameraOffered: boolean }
export type FloorProblem = { source: DeviceSource; problem: DeviceProblem }

/**
 * A participant's camera and microphone. The browser asks for permission when the participant raises a hand, so that
 * the dialogue follows their own tap; media is sent only while they have the floor.
 */
export function useFloor({ client, snapshot, hasFloor, isCameraOffered }: Options) {
  const [problem, setProblem] = useState<FloorProblem | null>(null)
  const waiting = useRef<MediaStreamTrack | null>(null)
  const isOnFloor = useRef(hasFloor)
  const wantsHand = useRef(false)
  const selfMember = selfOf(snapshot)?.memberId
  const isHandUp = snapshot.live.hands.some((hand) => hand.memberId === selfMember)

  const release = () => {
    waiting.current?.stop()
    waiting.current = null
  }

  const open = async (source: DeviceSource): Promise<MediaStreamTrack | null> => {
    const opened = await openDevice(source)
    if (opened.problem) setProblem({ source, problem: opened.problem })
    return opened.track
  }

  const start = async (source: DeviceSource) => {
    const held = source === 'microphone' ? waiting.current : null
    if (held) waiting.current = null
    const track = held ?? (await open(source))
    if (track) await client.startSending(source, track)
  }

  useEffect(() => {
    isOnFloor.current = hasFloor
    if (!hasFloor) return
    const begin = async () => {
      await start('microphone')
      if (isCameraOffered) await start('camera')
    }
    void begin()
    // The floor begins once; a changed closure of `start` does not restart it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [hasFloor])

  // A hand that was lowered by somebody else, or by small groups, must leave no microphone open.
  useEffect(() => {
    if (!isHandUp && !hasFloor) release()
  }, [isHandUp, hasFloor])

  useEffect(() => release, [])

  const toggleHand = (raised: boolean) => {
    void client.act('hand:set', { raised })
    wantsHand.current = raised
    if (!raised) return release()
    setProblem(null)
    void open('microphone').then((track) => {
      // The floor was given before the browser's permission was, and opened its own devices; or the hand is down again.
      if (isOnFloor.current || !wantsHand.current) track?.stop()
      else waiting.current = track
    })
  }

  const toggleMicrophone = () => {
    const { microphone } = snapshot.sending
    if (microphone) void client.setMuted('microphone', !microphone.isMuted)
    else void start('microphone')
  }

  const toggleCamera = () => {
    if (snapshot.sending.camera) client.stopSending('camera')
    else void start('camera')
  }

  return { problem, toggleHand, toggleMicrophone, toggleCamera }
}
