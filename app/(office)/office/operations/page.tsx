import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { PageTexts } from '@/app/_components/page-texts'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { watchOperations } from '@/services/media-nodes/watch-operations'

import { OperationsBoard } from './operations-board'

export const generateMetadata = () => officeTitle('operations.title')

const CLIENT_SECTIONS = { common: ['spoken'], office: ['field', 'groups', 'operations'] }

/** The present state: media nodes, their workers, and lessons with their connections. */
export default async function OperationsPage() {
  const { actor, say } = await requireOfficeAccess('operations.watch')
  return (
    <OfficePage title={say('operations.title')} text={say('operations.text')}>
      <PageTexts set="office" namespaces={['common', 'office']} sections={CLIENT_SECTIONS}>
        <OperationsBoard first={await loadOrNotFound(watchOperations(actor))} />
      </PageTexts>
    </OfficePage>
  )
}
