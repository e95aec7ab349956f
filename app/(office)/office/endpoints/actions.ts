'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { unpairEndpoint, unpairEndpointInput } from '@/services/access/unpair-endpoint'

export async function unpairAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'unpair-endpoint', form, schema: unpairEndpointInput }, async (actor, input) => {
    await unpairEndpoint(actor, input)
    return { to: '/office/endpoints', done: 'unpaired' }
  })
}
