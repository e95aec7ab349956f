import { answerApi } from '@/app/_server/answer-api'
import { getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { completeMaterial } from '@/services/materials/complete-material'

const API = HTTP_API['POST /api/materials/[materialId]/complete']

type Context = { params: Promise<{ materialId: string }> }

/** Makes the material visible to the lesson: all its slides are uploaded. */
export async function POST(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(API, async () => completeMaterial(await getStaffActor(), API.params.parse(await params)))
}
