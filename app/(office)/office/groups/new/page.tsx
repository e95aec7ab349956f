import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'

import { saveGroupAction } from '../actions'
import { groupFields } from '../groups'

export const generateMetadata = () => officeTitle('groups.new')

export default async function NewGroupPage() {
  const office = await requireOfficeAccess('group.change')
  const { say } = office
  return (
    <OfficePage isNarrow title={say('groups.new')} back={{ href: '/office/groups', word: say('groups.title') }}>
      <OfficeForm action={saveGroupAction} submit={say('form.save')} fields={await groupFields(office, null)} />
    </OfficePage>
  )
}
