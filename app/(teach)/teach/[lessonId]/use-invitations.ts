'use client'

import { useCallback, useEffect, useState } from 'react'

import { callAction } from '@/app/_components/call-action'
import type { InvitationKind } from '@/domain/courses/invitations'
import type { ErrorCode } from '@/domain/error-codes'
import type { ListedInvitation } from '@/services/access/list-invitations'

import {
  createInvitationAction,
  listInvitationsAction,
  revokeInvitationAction,
  type MadeLink,
} from './invitation-actions'

type Options = { kind: InvitationKind; lessonId: string; isOpen: boolean }

/** A lesson's invitations of one kind: the valid ones, the latest link, and how to revoke one. */
export function useInvitations({ kind, lessonId, isOpen }: Options) {
  const [listed, setListed] = useState<ListedInvitation[]>([])
  const [made, setMade] = useState<MadeLink | null>(null)
  const [problem, setProblem] = useState<ErrorCode | null>(null)
  const [isBusy, setBusy] = useState(false)

  const look = useCallback(async () => {
    const result = await callAction(() => listInvitationsAction({ lessonId }))
    if (result?.ok) setListed(result.data.filter((one) => one.kind === kind))
  }, [kind, lessonId])

  useEffect(() => {
    if (isOpen) void look()
  }, [isOpen, look])

  const create = async (values: Record<string, string>) => {
    setBusy(true)
    const result = await callAction(() => createInvitationAction({ ...values, kind, lessonId }))
    setMade(result?.ok ? result.data : null)
    setProblem(result?.ok ? null : (result?.error.code ?? 'internal'))
    await look()
    setBusy(false)
  }
  const revoke = async (invitationId: string) => {
    const result = await callAction(() => revokeInvitationAction({ invitationId }))
    setProblem(result?.ok ? null : (result?.error.code ?? 'internal'))
    await look()
  }
  return { listed, made, problem, isBusy, create, revoke }
}
