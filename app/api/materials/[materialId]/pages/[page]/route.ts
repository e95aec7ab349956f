import { answerApi } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { DomainError } from '@/domain/domain-error'
import { MAX_IMAGE_BYTES } from '@/domain/materials/limits'
import { saveMaterialPage, saveMaterialPageInput } from '@/services/materials/save-material-page'

type Context = { params: Promise<{ materialId: string; page: string }> }

/** Two pictures, the text of the page, and what the form adds around them. */
const MAX_BODY_BYTES = 2 * MAX_IMAGE_BYTES + 65_536

/** Takes a page in: a form with `small`, `large` and `text`. */
export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('save-material-page', async () => {
    const actor = await getStaffActor()
    await takeAttempt('save-material-page', actor.staffId)
    const { materialId, page } = await params
    const { small, large, text } = await readForm(incoming)
    return saveMaterialPage(actor, saveMaterialPageInput.parse({ materialId, page: Number(page), small, large, text }))
  })
}

/** The body is measured before it is read; one that does not say its length is not read at all. */
async function readForm(incoming: Request) {
  const length = Number(incoming.headers.get('content-length') ?? Number.NaN)
  if (!(length <= MAX_BODY_BYTES)) throw new DomainError('materials.image-too-large')
  const form = await incoming.formData().catch(() => new FormData())
  return { small: await bytesOf(form, 'small'), large: await bytesOf(form, 'large'), text: form.get('text') }
}

async function bytesOf(form: FormData, name: string): Promise<Uint8Array | null> {
  const part = form.get(name)
  return part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : null
}
