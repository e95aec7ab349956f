'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { saveSite, saveSiteInput } from '@/services/regions/save-site'

export async function saveSiteAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-site', form, schema: saveSiteInput }, async (actor, input) => {
    await saveSite(actor, input)
    return { to: '/office/sites', done: 'saved' }
  })
}
