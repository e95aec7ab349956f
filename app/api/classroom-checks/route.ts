import { answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { recordClassroomCheck } from '@/services/checks/record-classroom-check'

const API = HTTP_API['POST /api/classroom-checks']

/** The result of a classroom's check. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getEndpointActor()
    await takeAttempt('record-check', actor.endpointId)
    return actor
  }
  return answerSent(incoming, { ...API, admit }, async (actor, sent) =>
    recordClassroomCheck(actor, API.body.parse(sent.json())),
  )
}
