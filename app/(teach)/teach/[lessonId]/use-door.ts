'use client'

import { useState } from 'react'

import { callAction } from '@/app/_components/call-action'
import type { ErrorCode } from '@/domain/error-codes'
import type { LessonClient } from '@/lesson-client/lesson-client'

import { decideVisitorAction } from './invitation-actions'

/** Admits and turns away visitors, one at a time. */
export function useDoor(client: LessonClient, lessonId: string) {
  const [busyMember, setBusyMember] = useState<string | null>(null)
  const [problem, setProblem] = useState<ErrorCode | null>(null)
  const decide = async (memberId: string, isAdmitted: boolean) => {
    setBusyMember(memberId)
    // The app first: the visitor's next ticket depends on it. The media server only notifies the visitor.
    const decided = await callAction(() => decideVisitorAction({ lessonId, memberId, isAdmitted }))
    setProblem(decided?.ok ? null : (decided?.error.code ?? 'internal'))
    if (decided?.ok) await client.act('visitor:admit', { memberId, isAdmitted })
    setBusyMember(null)
  }
  return { busyMember, problem, decide }
}
