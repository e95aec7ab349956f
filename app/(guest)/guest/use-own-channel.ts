'use client'

import { useEffect, useRef, useState } from 'react'

import { openDevice, type DeviceProblem } from '@/lesson-client/local-media/devices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Options = { client: LessonClient; snapshot: LessonSnapshot; language: string; deviceId: string | undefined }

/**
 * An interpreter's microphone and whose turn it is in the channel. An interpreter who is relieved stops sending
 * automatically.
 */
export function useOwnChannel({ client, snapshot, language, deviceId }: Options) {
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const selfMember = selfOf(snapshot)?.memberId
  const speaking = snapshot.live.channels.list.find((channel) => channel.language === language)?.speaking ?? null
  const isMine = speaking !== null && speaking === selfMember
  const sent = snapshot.sending.channel
  const isOpen = sent !== undefined && !sent.isMuted
  const wasMine = useRef(isMine)

  useEffect(() => {
    if (wasMine.current && !isMine && speaking !== null) void client.setMuted('channel', true)
    wasMine.current = isMine
  }, [client, isMine, speaking])

  const open = async () => {
    if (sent) return client.setMuted('channel', false)
    const opened = await openDevice('microphone', deviceId)
    setProblem(opened.problem)
    if (opened.track) await client.startSending('channel', opened.track)
  }
  return {
    turn: isMine ? ('mine' as const) : speaking === null ? ('nobody' as const) : ('partner' as const),
    partner: snapshot.peers.find((peer) => peer.memberId === speaking)?.displayName ?? '',
    isOpen,
    track: sent?.track,
    problem,
    toggle: () => void (isOpen ? client.setMuted('channel', true) : open()),
    takeOver: () => {
      void open().then(() => client.act('channel:take', {}))
    },
  }
}
