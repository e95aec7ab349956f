import { OfficePage } from '@/app/_components/office-page'
import { loadOrLeave, officeTitle, openOffice } from '@/app/_server/open-office'
import { watchOperations } from '@/services/live/watch-operations'

import { OperationsBoard } from './operations-board'

export const generateMetadata = () => officeTitle('operations.title')

/** What goes on now: media nodes, their workers, and lessons with their lines. */
export default async function OperationsPage() {
  const { actor, say } = await openOffice('operations.watch')
  return (
    <OfficePage title={say('operations.title')} text={say('operations.text')}>
      <OperationsBoard first={await loadOrLeave(watchOperations(actor))} />
    </OfficePage>
  )
}
