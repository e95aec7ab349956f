'use server'

import { optional, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { saveSite, saveSiteInput } from '@/services/regions/save-site'

export async function saveSiteAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-site', form, async (actor) => {
    const input = parseInput(saveSiteInput, {
      siteId: optional(form, 'siteId'),
      municipalityId: text(form, 'municipalityId'),
      name: text(form, 'name'),
      address: text(form, 'address'),
      closedOn: optional(form, 'closedOn'),
    })
    await saveSite(actor, input)
    return { to: '/office/sites?done=saved' }
  })
}
