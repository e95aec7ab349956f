import { answerApi } from '@/app/_server/answer-api'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { getStaffActor } from '@/app/_server/require-actor'
import { DomainError } from '@/domain/domain-error'
import { findMaterial, findMaterialInput } from '@/services/materials/find-material'
import { removeMaterial, removeMaterialInput } from '@/services/materials/remove-material'

type Context = { params: Promise<{ materialId: string }> }

/** What the material consists of, with the text of each slide. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('get-material', async () => {
    const input = findMaterialInput.parse(await params)
    const material = await findAsAnyActor((actor) => findMaterial(actor, input))
    if (!material) throw new DomainError('access.not-found')
    return material
  })
}

export async function DELETE(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('remove-material', async () =>
    removeMaterial(await getStaffActor(), removeMaterialInput.parse(await params)),
  )
}
