import { listAddress } from '@/app/_components/office-list-links'
import { text } from '@/app/_server/form-values'
import { getTranslation, type Translator } from '@/app/_server/i18n'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction } from '@/app/_server/run-action'
import type { ClaimLabels } from '@/services/claims/claim-labels'
import { exportClaimBasis, exportClaimBasisInput } from '@/services/claims/export-claim-basis'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const SEE_OTHER = 303

/** Gives the claim basis as a file; a refusal leads back to the page, which says it. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  const period = {
    municipalityId: text(form, 'municipalityId'),
    fromOn: text(form, 'fromOn'),
    untilOn: text(form, 'untilOn'),
  }
  const format = text(form, 'format')
  const result = await runAction('export-claim-basis', async () => {
    const actor = await getStaffActor()
    // A Swedish record, whatever language the page is read in.
    const { t } = await getTranslation('sv')
    return exportClaimBasis(actor, parseInput(exportClaimBasisInput, { ...period, format }), labelsIn(t))
  })
  if (!result.ok) {
    const location = listAddress('/office/claims', { ...period, refused: result.error.code })
    return new Response(null, { status: SEE_OTHER, headers: { location } })
  }
  const { fileName, bytes } = result.data
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': CONTENT_TYPES[format] ?? 'application/octet-stream',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
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
    settled: say('settled'),
    corrected: say('corrected'),
  }
}
