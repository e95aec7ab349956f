import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'

import { CardMaker } from '../../card-maker'

export const generateMetadata = () => officeTitle('cards.title')

export default async function CardPage({ params }: { params: Promise<{ personId: string }> }) {
  const { actor, say } = await requireOfficeAccess('participant.print-card')
  const person = await loadOrNotFound(getParticipant(actor, await readParams(getParticipantInput, params)))
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
