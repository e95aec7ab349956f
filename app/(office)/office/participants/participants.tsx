import type { Office } from '@/app/(office)/_kit/access'
import {
  groupChoices,
  municipalityChoices,
  siteChoices,
  spokenLanguageChoices,
  uiLanguageChoices,
} from '@/app/(office)/_kit/choices'
import { describeBulk } from '@/app/(office)/_kit/describe-bulk'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { dateOf } from '@/domain/time'
import { enrolPersons, enrolPersonsInput } from '@/services/courses/enrol-persons'
import { changeHomeMunicipalityInput } from '@/services/people/change-home-municipality'
import type { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { openIdentityNumberInput } from '@/services/people/open-identity-number'
import { openProtectedInput } from '@/services/people/open-protected'
import { saveParticipantInput } from '@/services/people/save-participant'

import { personCell } from './person-name'

type Participant = Awaited<ReturnType<typeof getParticipant>>

const enrolManyForm = describeForm(enrolPersonsInput, {
  groupId: { label: 'field.group' },
  siteId: { label: 'enrolments.where', none: 'enrolments.fromHome' },
  fromOn: { label: 'field.fromOn' },
})

export const participantsList = describeList({
  name: 'participants',
  path: '/office/participants',
  permission: 'participant.list',
  title: 'participants.title',
  searchLabel: 'participants.search',
  empty: { none: 'participants.none', noneYet: 'participants.noneYet' },
  input: listParticipantsInput,
  load: listParticipants,
  rowKey: (row) => row.personId,
  filters: {
    municipalityId: { label: 'field.home', choices: ({ actor }) => municipalityChoices(actor) },
    groupId: { label: 'field.group', choices: ({ actor }) => groupChoices(actor) },
  },
  add: { permission: 'participant.change', word: 'participants.new' },
  bulk: [
    describeBulk({
      name: 'enrol',
      word: 'enrolments.enrolMany',
      text: 'enrolments.enrolManyText',
      action: enrolPersons,
      fields: async ({ actor, t }, said) => {
        const [groupId, siteId] = await Promise.all([groupChoices(actor), siteChoices(actor, dateOf(Date.now()))])
        return enrolManyForm.fields({
          t,
          known: { fromOn: dateOf(Date.now()), ...said },
          choices: { groupId, siteId },
        })
      },
    }),
  ],
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.displayName,
      cell: (row, { t }) => personCell({ person: row, t, href: `/office/participants/${row.personId}` }),
    },
    cardNumber: { title: 'participants.cardNumber', isExtra: true, value: (row) => row.cardNumber },
    homeMunicipality: { title: 'field.home', sort: 'homeMunicipality', value: (row) => row.homeMunicipalityName },
    language: {
      title: 'field.spokenLanguage',
      sort: 'language',
      value: (row, { t }) => t(`spoken.${row.spokenLanguage}`),
    },
    groups: {
      title: 'nav.groups',
      value: (row) => row.groups.map((group) => group.name).join('; '),
      cell: (row) => ({
        is: 'list',
        items: row.groups.map(({ groupId, name }) => ({ key: groupId, text: name, to: `/office/groups/${groupId}` })),
      }),
    },
    presentMinutes: {
      title: 'participants.presentMinutes',
      sort: 'presentMinutes',
      isFigure: true,
      value: (row) => row.presentMinutes,
    },
  },
})

export const openNumberForm = describeForm(openIdentityNumberInput, {
  personId: 'hidden',
  reason: { label: 'field.reason', kind: 'long' },
})

export const openProtectedForm = describeForm(openProtectedInput, {
  personId: 'hidden',
  reason: { label: 'field.reason', kind: 'long' },
})

export const moveForm = describeForm(changeHomeMunicipalityInput, {
  personId: 'hidden',
  municipalityId: { label: 'field.municipality', none: 'form.choose' },
  fromOn: { label: 'field.fromOn' },
})

const form = describeForm(saveParticipantInput, {
  personId: 'hidden',
  givenName: { label: 'participants.givenName', hint: 'participants.oneNameHint' },
  familyName: { label: 'participants.familyName' },
  displayName: { label: 'participants.displayName', hint: 'participants.displayNameHint' },
  isProtected: { label: 'participants.isProtected', hint: 'participants.isProtectedHint' },
  identityNumber: { label: 'participants.identityNumber', hint: 'participants.identityNumberHint' },
  bornOn: { label: 'participants.bornOn', hint: 'participants.bornOnHint' },
  legalSex: { label: 'participants.legalSex', words: 'office:legalSexes', none: 'participants.notKnown' },
  spokenLanguage: { label: 'field.spokenLanguage' },
  uiLanguage: { label: 'field.uiLanguage' },
  languages: {
    label: 'participants.languages',
    add: 'participants.addLanguage',
    row: {
      language: { label: 'participants.language' },
      use: { label: 'participants.languageUse', words: 'office:languageUses' },
    },
  },
  literacy: { label: 'participants.literacy', words: 'office:literacies', none: 'participants.notKnown' },
  needs: { label: 'participants.needs', hint: 'participants.needsHint', words: 'office:needs' },
  homeMunicipalityId: { label: 'field.home' },
  registeredFromOn: { label: 'participants.registeredFromOn', isOptional: false },
  otherThan: { label: 'participants.maybeKnown.other' },
  permits: {
    label: 'participants.permits',
    hint: 'participants.permitsHint',
    add: 'participants.addPermit',
    row: {
      ground: { label: 'participants.permitGround', words: 'office:permitGrounds' },
      fromOn: { label: 'field.fromOn' },
      untilOn: { label: 'field.untilOn', isOptional: true },
    },
  },
  dossierNumber: { label: 'participants.dossierNumber', hint: 'participants.dossierNumberHint', isOptional: true },
  phone: { label: 'participants.phone', isOptional: true },
  email: { label: 'participants.email', isOptional: true },
  address: { label: 'participants.address', isOptional: true },
  contactPerson: { label: 'participants.contactPerson', hint: 'participants.contactPersonHint', isOptional: true },
})

const NEW = () => ({ registeredFromOn: dateOf(Date.now()), languages: [], permits: [] })

/** The fields of a new or existing participant. The home municipality is asked for once; later changes are moves. */
export async function participantFields({ actor, t, say }: Office, known: Participant | null) {
  const homes = known ? [] : await municipalityChoices(actor, 'participant.change')
  const fields = form.fields({
    t,
    known: known ?? NEW(),
    hidden: known ? ['homeMunicipalityId'] : [],
    // Asked for when somebody may be known already.
    without: known ? ['registeredFromOn', 'otherThan'] : ['otherThan'],
    choices: {
      spokenLanguage: spokenLanguageChoices(t),
      'languages.language': spokenLanguageChoices(t),
      uiLanguage: uiLanguageChoices(),
      homeMunicipalityId: homes,
    },
    words: known?.hasIdentityNumber ? { identityNumber: { hint: 'participants.identityNumberKept' } } : {},
  })
  if (!known?.hasIdentityNumber) return fields
  const takeAway = {
    kind: 'tick' as const,
    name: 'hasNoIdentityNumber',
    label: say('participants.hasNoIdentityNumber'),
    isOn: false,
  }
  return fields.flatMap((field) => (field.name === 'identityNumber' ? [field, takeAway] : [field]))
}
