'use server'

import { listAddress } from '@/app/(office)/_kit/list-address'
import { readQuery } from '@/app/(office)/_kit/read-query'
import { runForm, type FormQuestion, type FormState } from '@/app/(office)/_kit/run-form'
import { text } from '@/app/_server/form-values'
import { getTranslation } from '@/app/_server/i18n'
import { DomainError } from '@/domain/domain-error'
import { parseInput } from '@/app/_server/run-action'
import { revokePersonLinks, revokePersonLinksInput } from '@/services/access/revoke-person-links'
import { groupId } from '@/services/ids'
import { changeHomeMunicipality, changeHomeMunicipalityInput } from '@/services/people/change-home-municipality'
import { findByIdentityNumber, findByIdentityNumberInput } from '@/services/people/find-by-identity-number'
import { findLikelySame, type LikelySame } from '@/services/people/find-likely-same'
import { isNumberSearch } from '@/services/people/find-people'
import { listParticipantsInput } from '@/services/people/list-participants'
import { openIdentityNumber, openIdentityNumberInput } from '@/services/people/open-identity-number'
import { openProtected, openProtectedInput } from '@/services/people/open-protected'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'

const LIST = '/office/participants'

/** The input is a name or a number, and is parsed as the one that it looks like. */
const typedSearch = listParticipantsInput.pick({})

/**
 * Redirects a search by name to the address of its list, and a search by number to the person, so that no number ever
 * appears in an address. With `enrolIn` the list is for enrolling people in that group.
 */
export async function searchParticipantsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'search-participants', form, schema: typedSearch }, async (actor) => {
    const group = text(form, 'enrolIn')
    const path = group === '' ? LIST : `/office/groups/${parseInput(groupId, group)}/enrol`
    const identityNumber = text(form, 'search')
    if (isNumberSearch(identityNumber)) {
      const input = parseInput(findByIdentityNumberInput, { identityNumber })
      const { personId } = await findByIdentityNumber(actor, input)
      return { to: group === '' ? `${path}/${personId}` : `${path}?personId=${personId}` }
    }
    const fields = Object.keys(listParticipantsInput.shape)
    const typed = Object.fromEntries(fields.map((field) => [field, text(form, field)]))
    const { query } = readQuery(listParticipantsInput, typed)
    return { to: listAddress(path, { ...query, columns: text(form, 'columns') }) }
  })
}

export async function saveParticipantAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-participant', form, schema: saveParticipantInput }, async (actor, input) => {
    const isTakenAway = text(form, 'hasNoIdentityNumber') !== ''
    const identityNumber = isTakenAway ? '' : input.identityNumber
    try {
      const { personId } = await saveParticipant(actor, { ...input, identityNumber })
      return { to: `${LIST}/${personId}`, done: 'saved' }
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'people.maybe-known')) throw error
      return { question: await askWhether(await findLikelySame(actor, input)) }
    }
  })
}

/** Whether the new participant is one of those who are here already. */
async function askWhether(likely: readonly LikelySame[]): Promise<FormQuestion> {
  const { t } = await getTranslation()
  const detailOf = ({ displayName, bornOn, cardNumber }: LikelySame) => [
    displayName,
    bornOn ?? t('office:participants.maybeKnown.bornUnknown'),
    `${t('office:participants.card')} ${cardNumber}`,
  ]
  return {
    code: 'people.maybe-known',
    title: t('office:participants.maybeKnown.title'),
    text: t('office:participants.maybeKnown.text'),
    tick: t('office:participants.maybeKnown.other'),
    name: 'otherThan',
    items: likely.map((one) => ({
      ...{ value: one.personId, label: one.fullName, detail: detailOf(one).join(' · ') },
      href: `${LIST}/${one.personId}`,
    })),
  }
}

export async function moveParticipantAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'move-participant', form, schema: changeHomeMunicipalityInput }, async (actor, input) => {
    await changeHomeMunicipality(actor, input)
    return { to: LIST, done: 'moved' }
  })
}

/** The number is only in this response: not in an address, not in a log. */
export async function openIdentityNumberAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'open-identity-number', form, schema: openIdentityNumberInput }, async (actor, input) => {
    const { identityNumber } = await openIdentityNumber(actor, input)
    const number = `${identityNumber.slice(0, -SERIAL_DIGITS)}-${identityNumber.slice(-SERIAL_DIGITS)}`
    return { note: 'identityNumber', values: { number } }
  })
}

export async function openProtectedAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'open-protected', form, schema: openProtectedInput }, async (actor, input) => {
    const { personId } = await openProtected(actor, input)
    return { to: `${LIST}/${personId}` }
  })
}

const SERIAL_DIGITS = 4

export async function revokeCardsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'revoke-cards', form, schema: revokePersonLinksInput }, async (actor, input) => {
    await revokePersonLinks(actor, input)
    return { note: 'cardsRevoked' }
  })
}
