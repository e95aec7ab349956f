import { answerSent } from '@/app/_server/answer-api'
import { fileIn, type SentBody } from '@/app/_server/edge/sent-body'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { assertAllowed } from '@/domain/people/permissions'
import { MAX_IMAGE_BYTES } from '@/domain/materials/limits'
import { saveSlide, saveSlideInput } from '@/services/materials/save-slide'
import { makeTurns } from '@/services/turns'

type Context = { params: Promise<{ materialId: string; slideNumber: string }> }

/** Two pictures, the text of the slide, and what the form adds around them. */
const MAX_BODY_BYTES = 2 * MAX_IMAGE_BYTES + 65_536
const TOO_LARGE = 'materials.image-too-large' as const

/** A slide is held in memory while it is read and drawn anew, so this many at once and no more. */
const AT_ONCE = 12
const WAITING = 100
const turns = makeTurns({ atOnce: AT_ONCE, waiting: WAITING })

/** Takes a slide in: a form with `small`, `large` and `text`. */
export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-slide', actor.staffId)
    return actor
  }
  const edge = { name: 'save-slide', maxBytes: MAX_BODY_BYTES, tooLong: TOO_LARGE, admit, turns }
  return answerSent(incoming, edge, async (actor, sent) => {
    const { materialId, slideNumber } = await params
    const { small, large, text } = await readForm(sent)
    return saveSlide(actor, saveSlideInput.parse({ materialId, slideNumber: Number(slideNumber), small, large, text }))
  })
}

async function readForm(sent: SentBody) {
  const form = await sent.form()
  return { small: await fileIn(form, 'small'), large: await fileIn(form, 'large'), text: form.get('text') }
}
