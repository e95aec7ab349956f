import { listAddress } from '@/app/(office)/_kit/list-address'
import { answerSent } from '@/app/_server/answer-api'
import { text } from '@/app/_server/form-values'
import { getTranslation, type Translator } from '@/app/_server/i18n'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'
import { HTTP_API } from '@/app/_server/http-api'
import type { ClaimLabels } from '@/services/claims/claim-labels'
import { exportClaimBasis } from '@/services/claims/export-claim-basis'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const SEE_OTHER = 303
const API = HTTP_API['POST /office/claims/export']

/** The claim basis as a file; a refusal redirects to the page, which shows it. */
export async function POST(incoming: Request): Promise<Response> {
  let period: Readonly<Record<string, string>> = {}
  const edge = {
    ...API,
    admit: async () => {
      const actor = await getStaffActor()
      await takeAttempt('export-claims', actor.staffId)
      return actor
    },
    refuse: ({ error }: ActionRefusal) => {
      const location = listAddress('/office/claims', { ...period, refused: error.code })
      return new Response(null, { status: SEE_OTHER, headers: { location } })
    },
  }
  return answerSent(incoming, edge, async (actor, sent) => {
    const form = await sent.form()
    period = periodIn(form)
    const input = parseInput(API.body, { ...period, format: text(form, 'format') })
    // The document is in Swedish, whatever language the page is in.
    const { t } = await getTranslation('sv')
    const { fileName, bytes } = await exportClaimBasis(actor, input, labelsIn(t))
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': CONTENT_TYPES[input.format] ?? 'application/octet-stream',
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    })
  })
}

function periodIn(form: FormData) {
  return {
    municipalityId: text(form, 'municipalityId'),
    fromOn: text(form, 'fromOn'),
    untilOn: text(form, 'untilOn'),
  }
}

function labelsIn(t: Translator): ClaimLabels {
  const say = (key: keyof ClaimLabels) => t(`office:claimFile.${key}`)
  return {
    hoursSheet: say('hoursSheet'),
    lessonsSheet: say('lessonsSheet'),
    municipality: say('municipality'),
    person: say('person'),
    personId: say('personId'),
    themePart: say('themePart'),
    sfi: say('sfi'),
    hours: say('hours'),
    minutes: say('minutes'),
    lessonCount: say('lessonCount'),
    lessonId: say('lessonId'),
    date: say('date'),
    start: say('start'),
    origin: say('origin'),
    assessed: say('assessed'),
    corrected: say('corrected'),
    sum: say('sum'),
    rounding: say('rounding'),
  }
}
