import 'server-only'
import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import { municipalityChoices, siteChoices, uiLanguageChoices, unchosen, wordChoices } from '@/app/(office)/_kit/choices'
import { getTranslation } from '@/app/_server/i18n'
import type { Actor } from '@/domain/people/actor'
import { STAFF_ROLES } from '@/domain/people/roles'
import { dateOf } from '@/domain/time'
import type { getStaffMember } from '@/services/people/get-staff-member'

type Member = Awaited<ReturnType<typeof getStaffMember>>

/** The fields of a staff member, new or known. Sites are for site hosts who keep just one. */
export async function staffFields(actor: Actor, known: Member | null): Promise<FieldSpec[]> {
  const { t } = await getTranslation()
  const [municipalities, sites] = await Promise.all([
    municipalityChoices(actor, 'staff.change'),
    siteChoices(actor, dateOf(Date.now())),
  ])
  const roles = known?.roles.map((role) => ({
    role: role.role,
    municipalityId: role.municipalityId,
    siteId: role.siteId ?? '',
  }))
  return [
    { kind: 'hidden', name: 'staffId', value: known?.staffId ?? '' },
    { kind: 'text', name: 'name', label: t('office:field.name'), value: known?.name, maxLength: 120 },
    { kind: 'email', name: 'email', label: t('office:staff.email'), value: known?.email },
    {
      kind: 'choice',
      name: 'language',
      label: t('office:field.uiLanguage'),
      value: known?.language ?? 'sv',
      choices: uiLanguageChoices(),
    },
    {
      kind: 'password',
      name: 'password',
      label: known ? t('office:staff.newPassword') : t('office:staff.password'),
      hint: known ? t('office:staff.newPasswordHint') : t('office:staff.passwordHint'),
      isOptional: known !== null,
    },
    {
      kind: 'rows',
      name: 'roles',
      label: t('office:staff.roles'),
      hint: t('office:staff.rolesHint'),
      add: t('office:staff.addRole'),
      rows: roles ?? [{}],
      fields: [
        {
          kind: 'choice',
          name: 'role',
          label: t('office:staff.role'),
          choices: wordChoices(t, 'roles', STAFF_ROLES),
          none: t('office:form.choose'),
        },
        {
          kind: 'choice',
          name: 'municipalityId',
          label: t('office:field.municipality'),
          ...unchosen(t, municipalities),
        },
        {
          kind: 'choice',
          name: 'siteId',
          label: t('office:staff.ownSite'),
          choices: sites,
          none: t('office:staff.allSites'),
        },
      ],
    },
    { kind: 'tick', name: 'isDisabled', label: t('office:staff.isDisabled'), isOn: Boolean(known?.disabledAt) },
  ]
}
