import type * as z from 'zod'

import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { answerSent, sayCode } from '@/app/_server/answer-api'
import { countTicket } from '@/app/_server/issue-ticket'
import { takeAttempt, takeSendersAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor, getPersonActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { startCheck } from '@/services/checks/start-check'

const API = HTTP_API['POST /api/check']

/** A ticket for a lesson session of its own, in which a device tests itself. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('ticket-sender')
  return answerSent(incoming, { ...API, admit, refuse: sayCode }, async (_, sent) => {
    const { as } = API.body.parse(sent.json())
    const { actor, id } = await whoAsks(as)
    await takeAttempt('check', id)
    return countTicket(actor, (maker) => startCheck(actor, maker))
  })
}

async function whoAsks(as: z.infer<typeof API.body>['as']): Promise<{ actor: Actor; id: string }> {
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
