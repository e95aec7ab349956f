import { answerSent } from '@/app/_server/answer-api'
import { fileIn, type SentBody } from '@/app/_server/edge/sent-body'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { assertAllowed } from '@/domain/people/permissions'
import { MAX_IMAGE_BYTES } from '@/domain/materials/limits'
import { saveMaterialPage, saveMaterialPageInput } from '@/services/materials/save-material-page'
import { makeTurns } from '@/services/turns'

type Context = { params: Promise<{ materialId: string; page: string }> }

/** Two pictures, the text of the page, and what the form adds around them. */
const MAX_BODY_BYTES = 2 * MAX_IMAGE_BYTES + 65_536
const TOO_LARGE = 'materials.image-too-large' as const

/** A page is held in memory while it is read and drawn anew, so this many at once and no more. */
const AT_ONCE = 12
const WAITING = 100
const turns = makeTurns({ atOnce: AT_ONCE, waiting: WAITING })

/** Takes a page in: a form with `small`, `large` and `text`. */
export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-material-page', actor.staffId)
    return actor
  }
  const edge = { name: 'save-material-page', maxBytes: MAX_BODY_BYTES, tooLong: TOO_LARGE, admit, turns }
  return answerSent(incoming, edge, async (actor, sent) => {
    const { materialId, page } = await params
    const { small, large, text } = await readForm(sent)
    return saveMaterialPage(actor, saveMaterialPageInput.parse({ materialId, page: Number(page), small, large, text }))
  })
}

async function readForm(sent: SentBody) {
  const form = await sent.form()
  return { small: await fileIn(form, 'small'), large: await fileIn(form, 'large'), text: form.get('text') }
}
