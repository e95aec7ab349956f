import { answerSent } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { findPeople } from '@/services/people/find-people'

const API = HTTP_API['POST /office/people']

/** Participants by name or number. Posted, because neither may appear in an address. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    await takeAttempt('find-people', actor.staffId)
    return actor
  }
  return answerSent(incoming, { ...API, admit }, async (actor, sent) => findPeople(actor, API.body.parse(sent.json())))
}
