import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { getStaffMember, getStaffMemberInput } from '@/services/people/get-staff-member'

import { endSessionsAction, saveStaffAction } from '../actions'
import { staffFields } from '../staff-fields'

export const generateMetadata = () => officeTitle('staff.one')

export default async function StaffMemberPage({ params }: { params: Promise<{ staffId: string }> }) {
  const { actor, say } = await requireOfficeAccess('staff.change')
  const member = await loadOrNotFound(getStaffMember(actor, await readParams(getStaffMemberInput, params)))
  return (
    <OfficePage
      isNarrow
      title={<bdi>{member.name}</bdi>}
      text={member.hasOtherRoles ? say('staff.worksElsewhere') : undefined}
      back={{ href: '/office/staff', word: say('staff.title') }}
    >
      <OfficeForm action={saveStaffAction} submit={say('form.save')} fields={await staffFields(actor, member)} />
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
