import { answerApi, answerSent } from '@/app/_server/answer-api'
import { describeMark, describeRoll } from '@/app/_server/describe-roll'
import { HTTP_API } from '@/app/_server/http-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { DomainError } from '@/domain/domain-error'
import { getRoll } from '@/services/attendance/get-roll'
import { takeRoll } from '@/services/attendance/take-roll'

const READ = HTTP_API['GET /api/roll']
const TAKE = HTTP_API['POST /api/roll']

/** The roll of a site, for the page that follows the lesson. */
export async function GET(incoming: Request): Promise<Response> {
  return answerApi(READ, async () => {
    const { searchParams } = new URL(incoming.url)
    const input = READ.query.parse(Object.fromEntries(searchParams))
    return describeRoll(await getRoll(await getStaffActor(), input))
  })
}

/** Marks of the roll: a route and not an action, so that a page of an older build can still send its marks. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    await takeAttempt('take-roll', actor.staffId)
    return actor
  }
  return answerSent(incoming, { ...TAKE, admit }, async (actor, sent) => {
    const { staffId, ...input } = TAKE.body.parse(sent.json())
    // Somebody else has signed in on this device since: nobody's marks are recorded under another name.
    if (staffId !== actor.staffId) throw new DomainError('access.not-signed-in')
    const { recorded, marks } = await takeRoll(actor, input)
    return { recorded, marks: marks.map((mark) => ({ ...mark, current: describeMark(mark.current) })) }
  })
}
