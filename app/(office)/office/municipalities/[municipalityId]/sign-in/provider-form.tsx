import { wordChoices } from '@/app/(office)/_kit/choices'
import type { Office } from '@/app/(office)/_kit/access'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import type { MunicipalityId } from '@/domain/ids'
import { STAFF_ROLES } from '@/domain/people/roles'
import { dateOf } from '@/domain/time'
import type { getProvider } from '@/services/access/get-provider'
import { saveProviderInput } from '@/services/access/save-provider'

type Known = Awaited<ReturnType<typeof getProvider>>

const form = describeForm(saveProviderInput, {
  providerId: 'hidden',
  municipalityId: 'hidden',
  name: { label: 'providers.name' },
  issuer: { label: 'providers.issuer', hint: 'providers.issuerHint', isOptional: false },
  clientId: { label: 'providers.clientId' },
  clientSecret: {
    label: 'providers.clientSecret',
    hint: 'providers.clientSecretHint',
    kind: 'password',
    isOptional: false,
  },
  groupsClaim: { label: 'providers.groupsClaim', hint: 'providers.groupsClaimHint' },
  fromOn: { label: 'providers.fromOn' },
  untilOn: { label: 'providers.untilOn' },
  roles: {
    label: 'providers.roles',
    hint: 'providers.rolesHint',
    add: 'providers.addRole',
    row: {
      groupValue: { label: 'providers.group' },
      role: { label: 'staff.role', words: 'office:roles' },
    },
  },
})

/** The fields of a new sign-in, or of an existing one, whose issuer is fixed. */
export function providerFields({ t }: Office, municipalityId: MunicipalityId, known?: Known): FieldSpec[] {
  return form.fields({
    t,
    known: known ?? { municipalityId, fromOn: dateOf(Date.now()), groupsClaim: 'groups' },
    choices: { 'roles.role': wordChoices(t, 'roles', STAFF_ROLES) },
    ...(known && {
      without: ['issuer'],
      words: { clientSecret: { hint: 'providers.newSecretHint', isOptional: true } },
    }),
  })
}
