import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { findFactorOf } from '@/services/access/reset-second-factor'
import { getStaffMember, getStaffMemberInput } from '@/services/people/get-staff-member'

import { endSessionsAction, resetFactorAction, saveStaffAction } from '../actions'
import { roleWords, staffFields } from '../staff'
import { Ties } from './ties'

export const generateMetadata = () => officeTitle('staff.one')

export default async function StaffMemberPage({ params }: { params: Promise<{ staffId: string }> }) {
  const office = await requireOfficeAccess('staff.change')
  const { actor, say } = office
  const member = await loadOrNotFound(getStaffMember(actor, await readParams(getStaffMemberInput, params)))
  const factor = await findFactorOf(actor, { staffId: member.staffId })
  return (
    <OfficePage
      isNarrow
      title={<bdi>{member.name}</bdi>}
      text={member.hasOtherRoles ? say('staff.worksElsewhere') : undefined}
      back={{ href: '/office/staff', word: say('staff.title') }}
    >
      <OfficeForm action={saveStaffAction} submit={say('form.save')} fields={await staffFields(office, member)} />
      {member.followedRoles.length > 0 && (
        <Section title={say('providers.rolesFollow')}>
          <ul className="list-disc ps-5">
            {member.followedRoles.map((role) => (
              <li key={`${role.role}${role.givenBy}`}>{roleWords(role, say)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Ties office={office} staffId={member.staffId} />
      <Section title={say('staff.factorTitle')}>
        <p>{factor.isOn ? say('staff.factorOn', { count: factor.left }) : say('staff.factorOff')}</p>
        {factor.isOn && !member.hasOtherRoles && (
          <>
            <p>{say('staff.factorResetText')}</p>
            <OfficeForm
              action={resetFactorAction}
              submit={say('staff.factorReset')}
              tone="stop"
              fields={[{ kind: 'hidden', name: 'staffId', value: member.staffId }]}
            />
          </>
        )}
      </Section>
      <Section title={say('staff.endSessionsTitle')}>
        <p>{say('staff.endSessionsText')}</p>
        <OfficeForm
          action={endSessionsAction}
          submit={say('staff.endSessions')}
          tone="stop"
          fields={[{ kind: 'hidden', name: 'staffId', value: member.staffId }]}
        />
      </Section>
    </OfficePage>
  )
}
