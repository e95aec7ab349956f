import { z } from 'zod'

import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { issueTicket } from '@/app/_server/issue-ticket'
import { getEndpointActor, getGuestActor, getPersonActor, getStaffActor } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { joinLessonInput } from '@/services/live/join-lesson'

const request = joinLessonInput.extend({ as: z.enum(['person', 'endpoint', 'staff', 'guest']) })

/** A fresh ticket for a lesson; asked at every new connection, so whoever was removed stays out. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('ticket', async () => {
    await assertSameOrigin()
    const { as, ...input } = request.parse(await incoming.json().catch(() => null))
    return issueTicket(await actorOf(as), input)
  })
  if (result.ok) return Response.json(result)
  return Response.json({ ok: false, error: { code: result.error.code } }, { status: 403 })
}

function actorOf(as: z.infer<typeof request>['as']): Promise<Actor> {
  switch (as) {
    case 'person':
      return getPersonActor()
    case 'endpoint':
      return getEndpointActor()
    case 'staff':
      return getStaffActor()
    case 'guest':
      return getGuestActor()
    default:
      return assertNever(as)
  }
}
