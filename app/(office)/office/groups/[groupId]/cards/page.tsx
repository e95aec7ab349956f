import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { dateOf } from '@/domain/time'
import { getGroup, getGroupInput } from '@/services/courses/get-group'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'

import { CardMaker } from '../../../participants/card-maker'

export const generateMetadata = () => officeTitle('cards.title')

const CARDS_MAX = 60

export default async function GroupCardsPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { actor, say } = await requireOfficeAccess('participant.print-card')
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  const query = listEnrolmentsInput.parse({ groupId: group.groupId, activeOn: dateOf(Date.now()), pageSize: CARDS_MAX })
  const { rows } = await loadOrNotFound(listEnrolments(actor, query))
  return (
    <OfficePage title={say('cards.title')} back={{ href: `/office/groups/${group.groupId}`, word: group.name }}>
      {rows.length === 0 ? (
        <p className="card text-lg">{say('enrolments.none')}</p>
      ) : (
        <CardMaker
          people={rows.map(({ personId, displayName, cardNumber }) => ({ personId, displayName, cardNumber }))}
        />
      )}
    </OfficePage>
  )
}
