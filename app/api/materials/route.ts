import { answerApi } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getLeadingActor, getStaffActor } from '@/app/_server/require-actor'
import { listMaterials, listMaterialsInput } from '@/services/materials/list-materials'
import { startMaterial, startMaterialInput } from '@/services/materials/start-material'

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
  return answerApi('start-material', async () => {
    const actor = await getStaffActor()
    await takeAttempt('start-material', actor.staffId)
    return startMaterial(actor, startMaterialInput.parse(await incoming.json().catch(() => null)))
  })
}
