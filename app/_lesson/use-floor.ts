'use client'

import { useEffect, useRef } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Options = { client: LessonClient; snapshot: LessonSnapshot; hasFloor: boolean; isCameraOffered: boolean }

/**
 * A participant's camera and microphone. The browser asks for permission when the participant raises a hand, so that
 * the dialogue follows their own tap; media is sent only while they have the floor, and only after an act of theirs in
 * this visit. A floor or a small group that was theirs before they entered waits for the microphone's button: they do not
 * know yet that others would hear them.
 */
export function useFloor({ client, snapshot, hasFloor, isCameraOffered }: Options) {
  const { sending, hasActed } = snapshot
  const selfMember = selfOf(snapshot)?.memberId
  const isHandUp = snapshot.live.hands.some((hand) => hand.memberId === selfMember)

  const isFromBefore = useRef(hasFloor)

  useEffect(() => {
    if (!hasFloor) isFromBefore.current = false
    if (!hasFloor || !hasActed || isFromBefore.current) return
    void client.devices.send('microphone')
    if (isCameraOffered) void client.devices.send('camera')
    // The floor begins once: what could not open then waits for its button.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, hasFloor])

  // A hand that was lowered by somebody else, or by small groups, must leave no microphone open.
  useEffect(() => {
    if (!isHandUp && !hasFloor) client.devices.release('microphone')
  }, [client, isHandUp, hasFloor])

  const toggleHand = (raised: boolean) => {
    client.acted()
    void client.act('hand:set', { raised })
    if (raised) void client.devices.open('microphone')
    else client.devices.release('microphone')
  }

  const toggleMicrophone = () => {
    client.acted()
    if (sending.microphone) void client.setMuted('microphone', !sending.microphone.isMuted)
    else void client.devices.send('microphone')
  }

  const toggleCamera = () => {
    client.acted()
    if (sending.camera) client.stopSending('camera')
    else void client.devices.send('camera')
  }

  return { toggleHand, toggleMicrophone, toggleCamera }
}
