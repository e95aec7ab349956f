import { answerApi } from '@/app/_server/answer-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { listPageNotes, listPageNotesInput } from '@/services/materials/list-page-notes'
import { savePageNote, savePageNoteInput } from '@/services/materials/save-page-note'

type Context = { params: Promise<{ materialId: string }> }

/** The communicator's own notes. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('list-page-notes', async () =>
    listPageNotes(await getStaffActor(), listPageNotesInput.parse(await params)),
  )
}

export async function PUT(incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('save-page-note', async () => {
    const actor = await getStaffActor()
    await takeAttempt('save-page-note', actor.staffId)
    const body: unknown = await incoming.json().catch(() => null)
    return savePageNote(actor, savePageNoteInput.parse({ ...Object(body), ...(await params) }))
  })
}
