'use client'

import { useCallback } from 'react'

import type { Reaction } from '@/domain/live-lesson/vocabulary'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { useNow } from './use-now'

/** A sent reaction is shown as sent for this long. */
const SHOWN_MS = 6_000

type Reactions = { isFresh: (reaction: Reaction) => boolean; send: (reaction: Reaction) => void }

/** Sends a reaction, and tells which one was just sent. */
export function useReactions(client: LessonClient, snapshot: LessonSnapshot): Reactions {
  const now = useNow()
  const self = selfOf(snapshot)?.memberId
  const own = snapshot.live.reactions.find((one) => one.memberId === self)
  const send = useCallback((reaction: Reaction) => void client.act('reaction:send', { reaction }), [client])
  return {
    isFresh: (reaction) =>
      own?.reaction === reaction && now !== null && now + snapshot.clockOffsetMs - own.atMs < SHOWN_MS,
    send,
  }
}
