import { answerSent } from '@/app/_server/answer-api'
import { fileIn, type SentBody } from '@/app/_server/edge/sent-body'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { assertAllowed } from '@/domain/people/permissions'
import { saveSlide } from '@/services/materials/save-slide'
import { makeTurns } from '@/services/turns'

type Context = { params: Promise<{ materialId: string; slideNumber: string }> }

const API = HTTP_API['PUT /api/materials/[materialId]/slides/[slideNumber]']
const TOO_LARGE = 'materials.image-too-large' as const

/** A slide is held in memory while it is read and re-encoded, so at most this many are processed together. */
const AT_ONCE = 12
const WAITING = 100
const turns = makeTurns({ atOnce: AT_ONCE, waiting: WAITING })

/** Saves a slide: a form with `small`, `large` and `text`. */
export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-slide', actor.staffId)
    return actor
  }
  const edge = { ...API, tooLong: TOO_LARGE, admit, turns }
  return answerSent(incoming, edge, async (actor, sent) => {
    const { materialId, slideNumber } = API.params.parse(await params)
    return saveSlide(actor, { materialId, slideNumber, ...API.body.parse(await readForm(sent)) })
  })
}

async function readForm(sent: SentBody) {
  const form = await sent.form()
  return { small: await fileIn(form, 'small'), large: await fileIn(form, 'large'), text: form.get('text') }
}
