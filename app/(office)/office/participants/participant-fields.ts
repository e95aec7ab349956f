import 'server-only'
import type { Choice, FieldSpec } from '@/app/(office)/_kit/field-spec'
import { getTranslation, type Translator } from '@/app/_server/i18n'
import {
  municipalityChoices,
  spokenLanguageChoices,
  uiLanguageChoices,
  unchosen,
  wordChoices,
} from '@/app/(office)/_kit/choices'
import type { Actor } from '@/domain/people/actor'
import { FUNDING_CATEGORIES, TARGET_GROUPS } from '@/domain/people/vocabulary'
import { dateOf } from '@/domain/time'
import type { getParticipant } from '@/services/people/get-participant'

type Participant = Awaited<ReturnType<typeof getParticipant>>

/** The fields of a participant, new or known. Where she lives is asked once; after that she moves. */
export async function participantFields(actor: Actor, known: Participant | null): Promise<FieldSpec[]> {
  const { t } = await getTranslation()
  const say = (key: string) => t(`office:${key}`)
  const ask = (choices: readonly Choice[]) => (known ? { choices } : unchosen(t, choices))
  return [
    { kind: 'hidden', name: 'personId', value: known?.personId ?? '' },
    {
      kind: 'text',
      name: 'givenName',
      label: say('participants.givenName'),
      value: known?.givenName ?? '',
      maxLength: 120,
    },
    {
      kind: 'text',
      name: 'familyName',
      label: say('participants.familyName'),
      value: known?.familyName ?? '',
      maxLength: 120,
    },
    {
      kind: 'text',
      name: 'displayName',
      label: say('participants.displayName'),
      hint: say('participants.displayNameHint'),
      value: known?.displayName,
      maxLength: 80,
    },
    {
      kind: 'text',
      name: 'identityNumber',
      label: say('participants.identityNumber'),
      hint: known?.hasIdentityNumber ? say('participants.identityNumberKept') : say('participants.identityNumberHint'),
      isOptional: true,
      maxLength: 20,
    },
    ...(known?.hasIdentityNumber
      ? [
          {
            kind: 'tick' as const,
            name: 'hasNoIdentityNumber',
            label: say('participants.hasNoIdentityNumber'),
            isOn: false,
          },
        ]
      : []),
    {
      kind: 'choice',
      name: 'spokenLanguage',
      label: say('field.spokenLanguage'),
      value: known?.spokenLanguage,
      ...ask(spokenLanguageChoices(t)),
    },
    {
      kind: 'choice',
      name: 'uiLanguage',
      label: say('field.uiLanguage'),
      value: known?.uiLanguage,
      ...ask(uiLanguageChoices()),
    },
    {
      kind: 'choice',
      name: 'targetGroup',
      label: say('participants.targetGroup'),
      value: known?.targetGroup,
      ...ask(wordChoices(t, 'targetGroups', TARGET_GROUPS)),
    },
    {
      kind: 'choice',
      name: 'fundingCategory',
      label: say('participants.fundingCategory'),
      value: known?.fundingCategory ?? 'unknown',
      choices: wordChoices(t, 'fundingCategories', FUNDING_CATEGORIES),
    },
    {
      kind: 'tick',
      name: 'isProtected',
      label: say('participants.isProtected'),
      hint: say('participants.isProtectedHint'),
      isOn: known?.isProtected ?? false,
    },
    ...(known ? knownHome(known) : await newHome(actor, t)),
  ]
}

function knownHome(known: Participant): FieldSpec[] {
  return [{ kind: 'hidden', name: 'homeMunicipalityId', value: known.homeMunicipalityId }]
}

async function newHome(actor: Actor, t: Translator): Promise<FieldSpec[]> {
  const choices = await municipalityChoices(actor, 'participant.change')
  return [
    { kind: 'choice', name: 'homeMunicipalityId', label: t('office:field.home'), ...unchosen(t, choices) },
    {
      kind: 'date',
      name: 'registeredFromOn',
      label: t('office:participants.registeredFromOn'),
      value: dateOf(Date.now()),
    },
  ]
}
