import { notFound, redirect } from 'next/navigation'

import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getParticipantInput } from '@/services/people/get-participant'
import { openParticipant } from '@/services/people/open-participant'

import { saveParticipantAction } from '../../actions'
import { participantFields } from '../../participants'

export const generateMetadata = () => officeTitle('participants.edit')

export default async function EditParticipantPage({ params }: { params: Promise<{ personId: string }> }) {
  const office = await requireOfficeAccess('participant.change')
  const { actor, say } = office
  const person = await loadOrNotFound(openParticipant(actor, await readParams(getParticipantInput, params)))
  if (!person.mayChange) notFound()
  if (!person.isOpen) redirect(`/office/participants/${person.personId}`)
  return (
    <OfficePage
      isNarrow
      title={say('participants.edit')}
      back={{ href: `/office/participants/${person.personId}`, word: person.displayName }}
    >
      <OfficeForm
        action={saveParticipantAction}
        submit={say('form.save')}
        fields={await participantFields(office, person)}
      />
    </OfficePage>
  )
}
