import { describeForm } from '@/app/(office)/_kit/describe-form'
import { agreeToTransferInput } from '@/services/transfers/agree-to-transfer'
import { refuseTransferInput } from '@/services/transfers/refuse-transfer'
import { requestTransferInput } from '@/services/transfers/request-transfer'

export const requestTransferForm = describeForm(requestTransferInput, {
  personId: 'hidden',
  fromOn: { label: 'participants.registeredFromOn' },
  reason: { label: 'field.reason', kind: 'long' },
})

export const agreeForm = describeForm(agreeToTransferInput, {
  questionId: 'hidden',
  fromOn: { label: 'transfers.firstDay' },
  resettles: { label: 'transfers.resettlesTick' },
})

export const refuseForm = describeForm(refuseTransferInput, {
  questionId: 'hidden',
  reason: { label: 'field.reason', kind: 'long' },
})
