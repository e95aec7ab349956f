import { answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor } from '@/app/_server/require-actor'
import { recordRoomCheck, recordRoomCheckInput } from '@/services/checks/record-room-check'

const MAX_BYTES = 16_384

/** What a room found when it checked itself. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getEndpointActor()
    await takeAttempt('record-check', actor.endpointId)
    return actor
  }
  return answerSent(incoming, { name: 'record-room-check', maxBytes: MAX_BYTES, admit }, async (actor, sent) =>
    recordRoomCheck(actor, recordRoomCheckInput.parse(sent.json())),
  )
}
