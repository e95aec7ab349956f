import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { addressTransfers as address, addressTransfersInput } from '@/services/transfers/address-transfers'

/** Puts the request about the person named in the payload to those who have the same number. */
export const addressTransfers: Task = async (payload) => {
  await address(JOBS, addressTransfersInput.parse(payload))
}
