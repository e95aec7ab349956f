'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { saveMunicipality, saveMunicipalityInput } from '@/services/regions/save-municipality'

export async function saveMunicipalityAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-municipality', form, schema: saveMunicipalityInput }, async (actor, input) => {
    await saveMunicipality(actor, input)
    return { to: '/office/municipalities', done: 'saved' }
  })
}
