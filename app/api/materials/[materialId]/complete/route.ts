import { answerApi } from '@/app/_server/answer-api'
import { getStaffActor } from '@/app/_server/require-actor'
import { completeMaterial, completeMaterialInput } from '@/services/materials/complete-material'

type Context = { params: Promise<{ materialId: string }> }

/** Shows the material to the lesson: all its slides are there. */
export async function POST(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('complete-material', async () =>
    completeMaterial(await getStaffActor(), completeMaterialInput.parse(await params)),
  )
}
