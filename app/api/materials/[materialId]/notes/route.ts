import { answerApi, answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { assertAllowed } from '@/domain/people/permissions'
import { listSlideNotes } from '@/services/materials/list-slide-notes'
import { saveSlideNote } from '@/services/materials/save-slide-note'

const LIST = HTTP_API['GET /api/materials/[materialId]/notes']
const SAVE = HTTP_API['PUT /api/materials/[materialId]/notes']

type Context = { params: Promise<{ materialId: string }> }

/** The communicator's own notes. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(LIST, async () => listSlideNotes(await getStaffActor(), LIST.params.parse(await params)))
}

export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-slide-note', actor.staffId)
    return actor
  }
  return answerSent(incoming, { ...SAVE, admit }, async (actor, sent) =>
    saveSlideNote(actor, { ...SAVE.body.parse(sent.json()), ...SAVE.params.parse(await params) }),
  )
}
