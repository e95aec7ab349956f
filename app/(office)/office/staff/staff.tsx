import type { Office } from '@/app/(office)/_kit/access'
import { municipalityChoices, siteChoices, uiLanguageChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { NameLink } from '@/app/(office)/_kit/name-link'
import { STAFF_ROLES } from '@/domain/people/roles'
import { dateOf } from '@/domain/time'
import type { getStaffMember } from '@/services/people/get-staff-member'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { saveStaffInput } from '@/services/people/save-staff'

type Row = Awaited<ReturnType<typeof listStaff>>['rows'][number]
type HeldRole = Pick<Row['roles'][number], 'role' | 'siteName' | 'municipalityName' | 'isHeld' | 'fromOn' | 'untilOn'>
type Member = Awaited<ReturnType<typeof getStaffMember>>

export const staffList = describeList({
  name: 'staff',
  path: '/office/staff',
  permission: 'staff.list',
  title: 'staff.title',
  searchLabel: 'staff.search',
  input: listStaffInput,
  load: listStaff,
  rowKey: (row) => row.staffId,
  filters: {
    municipalityId: { label: 'field.municipality', choices: ({ actor }) => municipalityChoices(actor, 'staff.list') },
    role: { label: 'staff.role', choices: ({ t }) => wordChoices(t, 'roles', STAFF_ROLES) },
  },
  add: { permission: 'staff.change', word: 'staff.new' },
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.name,
      cell: (row, office) => <StaffName row={row} office={office} />,
    },
    email: { title: 'staff.email', sort: 'email', value: (row) => row.email },
    roles: {
      title: 'staff.roles',
      value: (row, { say }) => row.roles.map((role) => roleWords(role, say)).join('; '),
      cell: (row, { say }) => ({
        is: 'list',
        items: row.roles.map((role) => ({
          key: `${role.role}${role.municipalityId}${role.siteId}${role.givenBy}`,
          text: roleWords(role, say),
        })),
      }),
    },
    disabledAt: {
      title: 'staff.disabledOn',
      isExtra: true,
      isDate: true,
      value: (row) => row.disabledAt && dateOf(row.disabledAt.getTime()),
    },
  },
})

/** A role in words: what, where, and when unless it is held without an end. */
export function roleWords(role: HeldRole, say: Office['say']): string {
  const where = `${say(`roles.${role.role}`)}, ${role.siteName ?? role.municipalityName}`
  if (role.isHeld && role.untilOn === null) return where
  return `${where} (${role.fromOn} – ${role.untilOn ?? ''})`
}

function StaffName({ row, office: { say, may } }: { row: Row; office: Office }) {
  // An account without a role is listed where it is managed.
  const isChangeable =
    row.roles.length === 0 ? may('staff.change') : row.roles.some((role) => may('staff.change', role.municipalityId))
  return (
    <>
      <NameLink name={row.name} href={`/office/staff/${row.staffId}`} isLinked={isChangeable} />
      {row.disabledAt && <span className="ms-2 rounded bg-lingon-pale px-2 text-lingon">{say('staff.disabled')}</span>}
    </>
  )
}

const form = describeForm(saveStaffInput, {
  staffId: 'hidden',
  name: { label: 'field.name' },
  email: { label: 'staff.email', kind: 'email' },
  language: { label: 'field.uiLanguage' },
  password: { label: 'staff.password', hint: 'staff.passwordHint', kind: 'password', isOptional: false },
  roles: {
    label: 'staff.roles',
    hint: 'staff.rolesHint',
    add: 'staff.addRole',
    row: {
      role: { label: 'staff.role', words: 'office:roles' },
      municipalityId: { label: 'field.municipality' },
      siteId: { label: 'staff.ownSite', none: 'staff.allSites' },
      fromOn: { label: 'field.fromOn', isOptional: true },
      untilOn: { label: 'field.untilOn', isOptional: true },
    },
  },
  isDisabled: { label: 'staff.isDisabled' },
})

/** The fields of a new or existing member of staff. Sites are for hosts of a single site. */
export async function staffFields({ actor, t }: Office, known: Member | null) {
  const [municipalities, sites] = await Promise.all([
    municipalityChoices(actor, 'staff.change'),
    siteChoices(actor, dateOf(Date.now())),
  ])
  return form.fields({
    t,
    known: known ? { ...known, isDisabled: known.disabledAt !== null } : { language: 'sv' },
    choices: { language: uiLanguageChoices(), 'roles.municipalityId': municipalities, 'roles.siteId': sites },
    words: known ? { password: { label: 'staff.newPassword', hint: 'staff.newPasswordHint', isOptional: true } } : {},
  })
}
