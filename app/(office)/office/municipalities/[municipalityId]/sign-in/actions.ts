'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { saveProvider, saveProviderInput } from '@/services/access/save-provider'

/** Saves a municipality's own sign-in, and leads to its page, which asks whether it answers. */
export async function saveProviderAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-provider', form, schema: saveProviderInput }, async (actor, input) => {
    const { providerId } = await saveProvider(actor, input)
    return { to: `/office/municipalities/${input.municipalityId}/sign-in/${providerId}`, done: 'saved' }
  })
}
