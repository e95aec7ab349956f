import { answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { recordRoomCheck } from '@/services/checks/record-room-check'

const API = HTTP_API['POST /api/room-checks']

/** What a room found when it checked itself. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getEndpointActor()
    await takeAttempt('record-check', actor.endpointId)
    return actor
  }
  return answerSent(incoming, { ...API, admit }, async (actor, sent) =>
    recordRoomCheck(actor, API.body.parse(sent.json())),
  )
}
