import { z } from 'zod'

import { assertNever } from '@/domain/assert-never'
import type { Actor } from '@/domain/people/actor'
import { answerSent, sayCode } from '@/app/_server/answer-api'
import { issueTicket } from '@/app/_server/issue-ticket'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor, getGuestActor, getPersonActor, getStaffActor } from '@/app/_server/require-actor'
import { joinLessonInput } from '@/services/live/join-lesson'

const MAX_BYTES = 1_024

const request = joinLessonInput.extend({ as: z.enum(['person', 'endpoint', 'staff', 'guest']) })

/** A fresh ticket for a lesson; asked at every new connection, so whoever was removed stays out. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('ticket-sender')
  return answerSent(incoming, { name: 'ticket', maxBytes: MAX_BYTES, admit, refuse: sayCode }, async (_, sent) => {
    const { as, ...input } = request.parse(sent.json())
    return issueTicket(await actorOf(as), input)
  })
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
