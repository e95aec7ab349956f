import { answerApi } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getPersonActor } from '@/app/_server/require-actor'
import { countMyMinutes } from '@/services/attendance/count-my-minutes'

const API = HTTP_API['GET /api/minutes']

/** The participant's own minutes in a lesson, as far as they are known. */
export async function GET(incoming: Request): Promise<Response> {
  return answerApi(API, async () => {
    const { searchParams } = new URL(incoming.url)
    const { personId, ...input } = API.query.parse(Object.fromEntries(searchParams))
    const actor = await getPersonActor(personId)
    await takeAttempt('count-minutes', actor.personId)
    return countMyMinutes(actor, input, Date.now())
  })
}
