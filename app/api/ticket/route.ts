import type * as z from 'zod'

import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { answerSent, sayCode } from '@/app/_server/answer-api'
import { issueTicket } from '@/app/_server/issue-ticket'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor, getGuestActor, getPersonActor, getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'

const API = HTTP_API['POST /api/ticket']

/** A fresh ticket for a lesson; requested at every new connection, so that somebody who lost access is refused. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('ticket-sender')
  return answerSent(incoming, { ...API, admit, refuse: sayCode }, async (_, sent) => {
    const { as, personId, ...input } = API.body.parse(sent.json())
    return issueTicket(await actorOf(as, personId), input)
  })
}

function actorOf(as: z.infer<typeof API.body>['as'], personId: string | undefined): Promise<Actor> {
  switch (as) {
    case 'person':
      return getPersonActor(personId)
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
