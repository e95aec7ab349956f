import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { leaveUnless, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { saveGroupAction } from '../../actions'
import { groupFields } from '../../groups'

export const generateMetadata = () => officeTitle('groups.edit')

export default async function EditGroupPage({ params }: { params: Promise<{ groupId: string }> }) {
  const office = await requireOfficeAccess('group.change')
  const { actor, say, may } = office
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  leaveUnless(may('group.change', group.hostingMunicipalityId))
  return (
    <OfficePage
      isNarrow
      title={say('groups.edit')}
      back={{ href: `/office/groups/${group.groupId}`, word: group.name }}
    >
      <OfficeForm action={saveGroupAction} submit={say('form.save')} fields={await groupFields(office, group)} />
    </OfficePage>
  )
}
