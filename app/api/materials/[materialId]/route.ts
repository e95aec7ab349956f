import { answerApi } from '@/app/_server/answer-api'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'
import { findMaterial } from '@/services/materials/find-material'
import { removeMaterial } from '@/services/materials/remove-material'

const GET_ONE = HTTP_API['GET /api/materials/[materialId]']
const REMOVE = HTTP_API['DELETE /api/materials/[materialId]']

type Context = { params: Promise<{ materialId: string }> }

/** The contents of a material, with the text of each slide. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(GET_ONE, async () => {
    const input = GET_ONE.params.parse(await params)
    const material = await findAsAnyActor((actor) => findMaterial(actor, input))
    if (!material) throw new DomainError('access.not-found')
    return material
  })
}

export async function DELETE(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(REMOVE, async () => removeMaterial(await getStaffActor(), REMOVE.params.parse(await params)))
}
