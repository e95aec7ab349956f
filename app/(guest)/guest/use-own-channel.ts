'use client'

import { useEffect, useRef, useState } from 'react'

import type { ErrorCode } from '@/domain/error-codes'
import type { Outcome } from '@/lesson-client/connection/person-acts'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { channelTrackOf, findChannel, selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'

type Options = { client: LessonClient; snapshot: LessonSnapshot; language: string }

/** How long a handover waits for the new voice to arrive at the media server. */
const HEARD_WITHIN_MS = 8_000

/**
 * An interpreter's microphone and whose turn it is in the channel. An interpreter who is relieved stops sending
 * automatically, and is relieved only when the other one is heard.
 */
export function useOwnChannel({ client, snapshot, language }: Options) {
  const trouble = useVoiceTrouble(snapshot, 'channel')
  const [isTakingOver, setTakingOver] = useState(false)
  const [refusal, setRefusal] = useState<ErrorCode | null>(null)
  const selfMember = selfOf(snapshot)?.memberId
  const channel = findChannel(snapshot, language)
  const speaking = channel?.speaking ?? null
  const isMine = speaking !== null && speaking === selfMember
  const sent = snapshot.sending.channel
  const isOpen = sent !== undefined && !sent.isMuted
  const wasMine = useRef(isMine)

  useEffect(() => {
    if (wasMine.current && !isMine && speaking !== null) void client.setMuted('channel', true)
    wasMine.current = isMine
  }, [client, isMine, speaking])

  const open = () => (sent ? client.setMuted('channel', false) : client.devices.send('channel'))
  const takeOver = async () => {
    setTakingOver(true)
    setRefusal(null)
    await open()
    const isHeard = await client.until((now) => selfOf(now)?.isHeard === true, HEARD_WITHIN_MS)
    // The server has the last word.
    const outcome: Outcome = isHeard ? await client.act('channel:take', {}) : { ok: false, code: 'lesson.not-heard' }
    if (!outcome.ok) {
      await client.setMuted('channel', true)
      setRefusal(outcome.code === 'no-answer' ? 'internal' : outcome.code)
    }
    setTakingOver(false)
  }
  return {
    turn: isMine ? ('mine' as const) : speaking === null ? ('nobody' as const) : ('partner' as const),
    partner: snapshot.peers.find((peer) => peer.memberId === speaking)?.displayName ?? '',
    isOpen,
    /** The one who speaks waits to be relieved. */
    isOffered: channel?.isOffered ?? false,
    hasPartner: (channel?.interpreters ?? 0) > 1,
    track: sent?.track,
    partnerTrack: isMine ? undefined : channelTrackOf(snapshot, language)?.track,
    trouble,
    /** Why the last try to take over failed. */
    refusal: isMine ? null : refusal,
    isTakingOver,
    toggle: () => void (isOpen ? client.setMuted('channel', true) : open()),
    takeOver: () => void takeOver(),
    offer: (isOffered: boolean) => void client.act('channel:offer', { isOffered }),
  }
}
