'use server'

import { listAddress } from '@/app/(office)/_kit/list-address'
import { optional, text } from '@/app/_server/form-values'
import { readQuery } from '@/app/(office)/_kit/read-query'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { revokePersonLinks, revokePersonLinksInput } from '@/services/access/revoke-person-links'
import { changeHomeMunicipality, changeHomeMunicipalityInput } from '@/services/people/change-home-municipality'
import { groupId } from '@/services/ids'
import { findByIdentityNumber, findByIdentityNumberInput } from '@/services/people/find-by-identity-number'
import { openIdentityNumber, openIdentityNumberInput } from '@/services/people/open-identity-number'
import { listParticipantsInput } from '@/services/people/list-participants'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'

const LIST = '/office/participants'
const DIGITS_OF_A_NUMBER = 6

/**
 * Leads a search by name to the address of its list, and a search by number to the person, so that no number ever
 * stands in an address. With `enrolIn` the list is the one of people to enrol in that group.
 */
export async function searchParticipantsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('search-participants', form, async (actor) => {
    const group = optional(form, 'enrolIn')
    const path = group === null ? LIST : `/office/groups/${parseInput(groupId, group)}/enrol`
    const identityNumber = text(form, 'search')
    if (identityNumber.replaceAll(/\D/g, '').length >= DIGITS_OF_A_NUMBER) {
      const input = parseInput(findByIdentityNumberInput, { identityNumber })
      const { personId } = await findByIdentityNumber(actor, input)
      return { to: group === null ? `${path}/${personId}` : `${path}?personId=${personId}` }
    }
    const fields = Object.keys(listParticipantsInput.shape)
    const typed = Object.fromEntries(fields.map((field) => [field, text(form, field)]))
    return { to: listAddress(path, readQuery(listParticipantsInput, typed)) }
  })
}

export async function findParticipantAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('find-participant', form, async (actor) => {
    const input = parseInput(findByIdentityNumberInput, { identityNumber: text(form, 'identityNumber') })
    const { personId } = await findByIdentityNumber(actor, input)
    return { to: `${LIST}/${personId}` }
  })
}

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
