import { answerApi, answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { assertAllowed } from '@/domain/people/permissions'
import { listSlideNotes, listSlideNotesInput } from '@/services/materials/list-slide-notes'
import { saveSlideNote, saveSlideNoteInput } from '@/services/materials/save-slide-note'

const MAX_BYTES = 16_384

type Context = { params: Promise<{ materialId: string }> }

/** The communicator's own notes. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('list-slide-notes', async () =>
    listSlideNotes(await getStaffActor(), listSlideNotesInput.parse(await params)),
  )
}

export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-slide-note', actor.staffId)
    return actor
  }
  return answerSent(incoming, { name: 'save-slide-note', maxBytes: MAX_BYTES, admit }, async (actor, sent) =>
    saveSlideNote(actor, saveSlideNoteInput.parse({ ...Object(sent.json()), ...(await params) })),
  )
}
