import { answerApi, answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getLeadingActor, getStaffActor } from '@/app/_server/require-actor'
import { assertAllowed } from '@/domain/people/permissions'
import { listMaterials, listMaterialsInput } from '@/services/materials/list-materials'
import { startMaterial, startMaterialInput } from '@/services/materials/start-material'

const MAX_BYTES = 4_096

/** The materials of the lesson, for who runs it. */
export async function GET(incoming: Request): Promise<Response> {
  return answerApi('list-materials', async () => {
    const { searchParams } = new URL(incoming.url)
    const input = listMaterialsInput.parse(Object.fromEntries(searchParams))
    return listMaterials(await getLeadingActor(input.lessonId), input)
  })
}

/** Begins an upload. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('start-material', actor.staffId)
    return actor
  }
  return answerSent(incoming, { name: 'start-material', maxBytes: MAX_BYTES, admit }, async (actor, sent) =>
    startMaterial(actor, startMaterialInput.parse(sent.json())),
  )
}
