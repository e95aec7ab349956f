import { OfficeForm } from '@/app/_components/office-form'
import { OfficePage } from '@/app/_components/office-page'
import { officeTitle, requireOfficeAccess } from '@/app/_server/office-access'

import { saveParticipantAction } from '../actions'
import { participantFields } from '../participant-fields'

export const generateMetadata = () => officeTitle('participants.new')

export default async function NewParticipantPage() {
  const { actor, say } = await requireOfficeAccess('participant.change')
  return (
    <OfficePage
      isNarrow
      title={say('participants.new')}
      back={{ href: '/office/participants', word: say('participants.title') }}
    >
      <OfficeForm
        action={saveParticipantAction}
        submit={say('form.save')}
        fields={await participantFields(actor, null)}
      />
    </OfficePage>
  )
}
