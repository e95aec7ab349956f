import { answerApi } from '@/app/_server/answer-api'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'
import { findSlide } from '@/services/materials/find-slide'

const API = HTTP_API['GET /api/materials/[materialId]/slides/[slideNumber]/[widthClass]']

type Context = { params: Promise<{ materialId: string; slideNumber: string; widthClass: string }> }

/** A slide of a completed material is immutable, so browsers may cache it. */
const HEADERS = {
  'content-type': 'image/webp',
  'cache-control': 'private, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
}

/** The image of a slide in one width. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(API, async () => {
    const input = API.params.parse(await params)
    const image = await findAsAnyActor((actor) => findSlide(actor, input))
    if (!image) throw new DomainError('access.not-found')
    return new Response(Uint8Array.from(image), { headers: HEADERS })
  })
}
