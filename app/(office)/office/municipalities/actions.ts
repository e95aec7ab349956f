'use server'

import { optional, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { saveMunicipality, saveMunicipalityInput } from '@/services/regions/save-municipality'

export async function saveMunicipalityAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-municipality', form, async (actor) => {
    const input = parseInput(saveMunicipalityInput, {
      municipalityId: optional(form, 'municipalityId'),
      code: text(form, 'code'),
      name: text(form, 'name'),
      joinedOn: text(form, 'joinedOn'),
      leftOn: optional(form, 'leftOn'),
      recordingAllowed: text(form, 'recordingAllowed') !== '',
    })
    await saveMunicipality(actor, input)
    return { to: '/office/municipalities?done=saved' }
  })
}
