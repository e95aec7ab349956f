'use server'

import { webEnv } from '@/app/_server/env'
import { qrPath, type QrPath } from '@/adapters/qr-code'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getLeadingActor, getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { createInvitation, createInvitationInput } from '@/services/access/create-invitation'
import { decideVisitor, decideVisitorInput } from '@/services/access/decide-visitor'
import { listInvitations, listInvitationsInput, type ListedInvitation } from '@/services/access/list-invitations'
import { revokeInvitation, revokeInvitationInput } from '@/services/access/revoke-invitation'

export type MadeLink = { link: string; code: QrPath }

/** Creates a link into a lesson; only this response contains it. */
export async function createInvitationAction(values: unknown): Promise<ActionResult<MadeLink>> {
  return runAction('create-invitation', async () => {
    const actor = await getStaffActor()
    await takeAttempt('invite', actor.staffId)
    const { secret } = await createInvitation(actor, parseInput(createInvitationInput, values))
    const link = `${webEnv().PUBLIC_URL}/g#${secret}`
    return { link, code: qrPath(link) }
  })
}

export async function listInvitationsAction(values: unknown): Promise<ActionResult<ListedInvitation[]>> {
  return runAction('list-invitations', async () =>
    listInvitations(await getStaffActor(), parseInput(listInvitationsInput, values)),
  )
}

export async function revokeInvitationAction(values: unknown): Promise<ActionResult<object>> {
  return runAction('revoke-invitation', async () => {
    await revokeInvitation(await getStaffActor(), parseInput(revokeInvitationInput, values))
    return {}
  })
}

/** Admits a visitor or turns them away: their next ticket depends on it. */
export async function decideVisitorAction(values: unknown): Promise<ActionResult<object>> {
  return runAction('decide-visitor', async () => {
    const input = parseInput(decideVisitorInput, values)
    await decideVisitor(await getLeadingActor(input.lessonId), input)
    return {}
  })
}
