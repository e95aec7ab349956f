import { notFound } from 'next/navigation'

import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'

import { saveParticipantAction } from '../../actions'
import { participantFields } from '../../participant-fields'

export const generateMetadata = () => officeTitle('participants.edit')

export default async function EditParticipantPage({ params }: { params: Promise<{ personId: string }> }) {
  const { actor, say } = await requireOfficeAccess('participant.change')
  const person = await loadOrNotFound(getParticipant(actor, await readParams(getParticipantInput, params)))
  if (!person.mayChange) notFound()
  return (
    <OfficePage
      isNarrow
      title={say('participants.edit')}
      back={{ href: `/office/participants/${person.personId}`, word: person.displayName }}
    >
      <OfficeForm
        action={saveParticipantAction}
        submit={say('form.save')}
        fields={await participantFields(actor, person)}
      />
    </OfficePage>
  )
}
