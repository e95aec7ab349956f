'use server'

import { text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { unpairEndpoint, unpairEndpointInput } from '@/services/access/unpair-endpoint'

export async function unpairAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('unpair-endpoint', form, async (actor) => {
    await unpairEndpoint(actor, parseInput(unpairEndpointInput, { endpointId: text(form, 'endpointId') }))
    return { to: '/office/endpoints?done=unpaired' }
  })
}
