import { z } from 'zod'

import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { countTicket } from '@/app/_server/issue-ticket'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor, getPersonActor } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { startCheck } from '@/services/checks/start-check'

const request = z.strictObject({ as: z.enum(['person', 'endpoint']) })

/** A ticket for a room of its own, in which a device tries itself out. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('start-check', async () => {
    await assertSameOrigin()
    const { as } = request.parse(await incoming.json().catch(() => null))
    const { actor, id } = await whoAsks(as)
    await takeAttempt('check', id)
    return countTicket((maker) => startCheck(actor, maker))
  })
  if (result.ok) return Response.json(result)
  return Response.json({ ok: false, error: { code: result.error.code } }, { status: 403 })
}

async function whoAsks(as: z.infer<typeof request>['as']): Promise<{ actor: Actor; id: string }> {
  switch (as) {
    case 'person': {
      const actor = await getPersonActor()
      return { actor, id: actor.personId }
    }
    case 'endpoint': {
      const actor = await getEndpointActor()
      return { actor, id: actor.endpointId }
    }
    default:
      return assertNever(as)
  }
}
