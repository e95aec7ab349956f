import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'

import { saveParticipantAction } from '../actions'
import { participantFields } from '../participants'

export const generateMetadata = () => officeTitle('participants.new')

export default async function NewParticipantPage() {
  const office = await requireOfficeAccess('participant.change')
  const { say } = office
  return (
    <OfficePage
      isNarrow
      title={say('participants.new')}
      back={{ href: '/office/participants', word: say('participants.title') }}
    >
      <OfficeForm
        action={saveParticipantAction}
        submit={say('form.save')}
        fields={await participantFields(office, null)}
      />
    </OfficePage>
  )
}
