import { answerApi, answerSent } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { assertAllowed } from '@/domain/people/permissions'
import { listPageNotes, listPageNotesInput } from '@/services/materials/list-page-notes'
import { savePageNote, savePageNoteInput } from '@/services/materials/save-page-note'

const MAX_BYTES = 16_384

type Context = { params: Promise<{ materialId: string }> }

/** The communicator's own notes. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('list-page-notes', async () =>
    listPageNotes(await getStaffActor(), listPageNotesInput.parse(await params)),
  )
}

export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'lesson.teach')
    await takeAttempt('save-page-note', actor.staffId)
    return actor
  }
  return answerSent(incoming, { name: 'save-page-note', maxBytes: MAX_BYTES, admit }, async (actor, sent) =>
    savePageNote(actor, savePageNoteInput.parse({ ...Object(sent.json()), ...(await params) })),
  )
}
