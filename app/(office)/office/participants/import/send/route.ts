import { listAddress } from '@/app/(office)/_kit/list-address'
import { answerSent } from '@/app/_server/answer-api'
import { fileIn } from '@/app/_server/edge/sent-body'
import { text } from '@/app/_server/form-values'
import { HTTP_API } from '@/app/_server/http-api'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'
import { assertAllowed } from '@/domain/people/permissions'
import { startImport } from '@/services/imports/start-import'

const API = HTTP_API['POST /office/participants/import/send']
const PAGE = '/office/participants/import'
const SEE_OTHER = 303
const FILE_NAME_MAX = 200

/** Keeps a list of people and redirects to its page; a refusal redirects to the page of imports, which shows it. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = async () => {
    const actor = await getStaffActor()
    assertAllowed(actor, 'participant.change')
    await takeAttempt('send-import', actor.staffId)
    return actor
  }
  const refuse = ({ error }: ActionRefusal) => goTo(listAddress(PAGE, { refused: error.code }))
  return answerSent(incoming, { ...API, admit, refuse, tooLong: 'imports.too-large' }, async (actor, sent) => {
    const form = await sent.form()
    const bytes = (await fileIn(form, 'file')) ?? new Uint8Array()
    const input = parseInput(API.body, { municipalityId: text(form, 'municipalityId'), fileName: nameOf(form) })
    const { importId } = await startImport(actor, input, bytes)
    return goTo(`${PAGE}/${importId}`)
  })
}

/** The name that the browser gives, without a folder; the end of a long one, with its kind. */
function nameOf(form: FormData): string {
  const file = form.get('file')
  const name = file instanceof File ? (file.name.split(/[/\\]/).at(-1) ?? '') : ''
  return name.slice(-FILE_NAME_MAX) || '–'
}

function goTo(location: string): Response {
  return new Response(null, { status: SEE_OTHER, headers: { location } })
}
