import { answerSent } from '@/app/_server/answer-api'
import { describeMark } from '@/app/_server/describe-roll'
import { HTTP_API } from '@/app/_server/http-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { findByCard } from '@/services/attendance/find-by-card'

const API = HTTP_API['POST /api/roll/cards']

/** Whose card was scanned. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    await takeAttempt('scan-card', actor.staffId)
    return actor
  }
  return answerSent(incoming, { ...API, admit }, async (actor, sent) => {
    const card = await findByCard(actor, API.body.parse(sent.json()))
    return { ...card, current: describeMark(card.current) }
  })
}
