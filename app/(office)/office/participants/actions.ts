'use server'

import { optional, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/_server/run-form'
import { revokePersonLinks, revokePersonLinksInput } from '@/services/access/revoke-person-links'
import { changeHomeMunicipality, changeHomeMunicipalityInput } from '@/services/people/change-home-municipality'
import { openIdentityNumber, openIdentityNumberInput } from '@/services/people/open-identity-number'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'

export async function saveParticipantAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-participant', form, async (actor) => {
    const isTakenAway = text(form, 'hasNoIdentityNumber') === 'on'
    const input = parseInput(saveParticipantInput, {
      personId: optional(form, 'personId'),
      displayName: text(form, 'displayName'),
      givenName: text(form, 'givenName'),
      familyName: text(form, 'familyName'),
      identityNumber: isTakenAway ? '' : optional(form, 'identityNumber'),
      uiLanguage: text(form, 'uiLanguage'),
      spokenLanguage: text(form, 'spokenLanguage'),
      targetGroup: text(form, 'targetGroup'),
      fundingCategory: text(form, 'fundingCategory'),
      isProtected: text(form, 'isProtected') === 'on',
      homeMunicipalityId: text(form, 'homeMunicipalityId'),
      registeredFromOn: optional(form, 'registeredFromOn'),
    })
    const { personId } = await saveParticipant(actor, input)
    return { to: `/office/participants/${personId}?done=saved` }
  })
}

export async function moveParticipantAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('move-participant', form, async (actor) => {
    const input = parseInput(changeHomeMunicipalityInput, {
      personId: text(form, 'personId'),
      municipalityId: text(form, 'municipalityId'),
      fromOn: text(form, 'fromOn'),
    })
    await changeHomeMunicipality(actor, input)
    return { to: `/office/participants?done=moved` }
  })
}

/** The number is in the answer alone: not in an address, not in a log. */
export async function openIdentityNumberAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('open-identity-number', form, async (actor) => {
    const input = parseInput(openIdentityNumberInput, {
      personId: text(form, 'personId'),
      reason: text(form, 'reason'),
    })
    const { identityNumber } = await openIdentityNumber(actor, input)
    const number = `${identityNumber.slice(0, -SERIAL_DIGITS)}-${identityNumber.slice(-SERIAL_DIGITS)}`
    return { note: 'identityNumber', values: { number } }
  })
}

const SERIAL_DIGITS = 4

export async function revokeCardsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('revoke-cards', form, async (actor) => {
    await revokePersonLinks(actor, parseInput(revokePersonLinksInput, { personId: text(form, 'personId') }))
    return { note: 'cardsRevoked' }
  })
}
