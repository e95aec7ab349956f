import type { OfficeKey } from '@/app/(office)/_kit/office-key'
import { listAddress } from '@/app/(office)/_kit/list-address'
import { answerSent } from '@/app/_server/answer-api'
import { text } from '@/app/_server/form-values'
import { HTTP_API } from '@/app/_server/http-api'
import { getTranslation, type Translator } from '@/app/_server/i18n'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'
import { extractPerson, type ExtractKey, type ExtractSet, type ExtractWords } from '@/services/people/extract-person'

import { detailWordsOf } from '../../../audit/details'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SEE_OTHER = 303
const API = HTTP_API['POST /office/participants/[personId]/extract']

type Context = { params: Promise<{ personId: string }> }

/** The register extract of a participant as a file; a refusal redirects to their page, which shows it. */
export async function POST(incoming: Request, { params }: Context): Promise<Response> {
  const { personId } = await params
  const edge = {
    ...API,
    admit: async () => {
      const actor = await getStaffActor()
      await takeAttempt('extract-person', actor.staffId)
      return actor
    },
    refuse: ({ error }: ActionRefusal) => {
      const location = listAddress(`/office/participants/${encodeURIComponent(personId)}`, { refused: error.code })
      return new Response(null, { status: SEE_OTHER, headers: { location } })
    },
  }
  return answerSent(incoming, edge, async (actor, sent) => {
    const form = await sent.form()
    const input = { ...parseInput(API.params, { personId }), ...parseInput(API.body, { reason: text(form, 'reason') }) }
    // The document is in Swedish, whatever language the page is in.
    const { t } = await getTranslation('sv')
    const { fileName, bytes } = await extractPerson(actor, input, wordsIn(t))
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': XLSX, 'content-disposition': `attachment; filename="${fileName}"` },
    })
  })
}

/** A text that is missing does not compile. */
const keyOf = (key: ExtractKey): OfficeKey => `extract.${key}`

function wordsIn(t: Translator): ExtractWords {
  return {
    say: (key) => t(`office:${keyOf(key)}`),
    name: (set: ExtractSet, value) =>
      t(set === 'spoken' ? `common:spoken.${value}` : `office:${set}.${value}`, { defaultValue: value }),
    detail: (details) => detailWordsOf(details, t).join('; '),
  }
}
