'use server'

import { runForm, type FormQuestion, type FormState } from '@/app/(office)/_kit/run-form'
import { getTranslation } from '@/app/_server/i18n'
import { DomainError } from '@/domain/domain-error'
import { agreeToTransfer, agreeToTransferInput } from '@/services/transfers/agree-to-transfer'
import { refuseTransfer, refuseTransferInput } from '@/services/transfers/refuse-transfer'
import { requestTransfer, requestTransferInput } from '@/services/transfers/request-transfer'
import { withdrawTransfer, withdrawTransferInput } from '@/services/transfers/withdraw-transfer'

export async function requestTransferAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'request-transfer', form, schema: requestTransferInput }, async (actor, input) => {
    await requestTransfer(actor, input)
    return { to: `/office/participants/${input.personId}`, done: 'transferAsked' }
  })
}

export async function withdrawTransferAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'withdraw-transfer', form, schema: withdrawTransferInput }, async (actor, input) => {
    const { personId } = await withdrawTransfer(actor, input)
    return { to: `/office/participants/${personId}`, done: 'transferWithdrawn' }
  })
}

export async function agreeToTransferAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'agree-to-transfer', form, schema: agreeToTransferInput }, async (actor, input) => {
    try {
      await agreeToTransfer(actor, input)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'transfers.resettles')) throw error
      return { question: await askWhether(input, Number(error.details.lessons)) }
    }
    return { to: `/office/transfers/${input.questionId}`, done: 'transferAgreed' }
  })
}

/** Whether so many lessons are to be settled again. */
async function askWhether(
  { questionId, fromOn }: { questionId: string; fromOn: string },
  lessons: number,
): Promise<FormQuestion> {
  const { t } = await getTranslation()
  return {
    code: 'transfers.resettles',
    title: t('office:transfers.resettlesTitle'),
    text: t('office:transfers.resettlesText'),
    tick: t('office:transfers.resettlesTick'),
    name: 'resettles',
    items: [
      {
        value: String(lessons),
        label: t('office:transfers.resettlesItem', { count: lessons }),
        detail: t('office:transfers.resettlesDetail', { fromOn }),
        href: `/office/transfers/${questionId}`,
      },
    ],
  }
}

export async function refuseTransferAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'refuse-transfer', form, schema: refuseTransferInput }, async (actor, input) => {
    await refuseTransfer(actor, input)
    return { to: `/office/transfers/${input.questionId}`, done: 'transferRefused' }
  })
}
