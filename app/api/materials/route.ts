import { answerApi, answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getLeadingActor, getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { assertAllowed } from '@/domain/people/permissions'
import { listMaterials } from '@/services/materials/list-materials'
import { startMaterial } from '@/services/materials/start-material'

const LIST = HTTP_API['GET /api/materials']
const START = HTTP_API['POST /api/materials']

/** The materials of the lesson, for those who lead it. */
export async function GET(incoming: Request): Promise<Response> {
  return answerApi(LIST, async () => {
    const { searchParams } = new URL(incoming.url)
    const input = LIST.query.parse(Object.fromEntries(searchParams))
    return listMaterials(await getLeadingActor(input.lessonId), input)
  })
}

/** Starts an upload. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('start-material', actor.staffId)
    return actor
  }
  return answerSent(incoming, { ...START, admit }, async (actor, sent) =>
    startMaterial(actor, START.body.parse(sent.json())),
  )
}
