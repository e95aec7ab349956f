import { OfficePage } from '@/app/_components/office-page'
import { loadOrLeave, officeTitle, openOffice, readParams } from '@/app/_server/open-office'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'

import { CardMaker } from '../../card-maker'

export const generateMetadata = () => officeTitle('cards.title')

export default async function CardPage({ params }: { params: Promise<{ personId: string }> }) {
  const { actor, say } = await openOffice('participant.print-card')
  const person = await loadOrLeave(getParticipant(actor, await readParams(getParticipantInput, params)))
  const { personId, displayName, cardNumber } = person
  return (
    <OfficePage
      isNarrow
      title={say('cards.title')}
      back={{ href: `/office/participants/${personId}`, word: displayName }}
    >
      <CardMaker people={[{ personId, displayName, cardNumber }]} />
    </OfficePage>
  )
}
