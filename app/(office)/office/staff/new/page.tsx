import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'

import { saveStaffAction } from '../actions'
import { staffFields } from '../staff'

export const generateMetadata = () => officeTitle('staff.new')

export default async function NewStaffPage() {
  const office = await requireOfficeAccess('staff.change')
  const { say } = office
  return (
    <OfficePage isNarrow title={say('staff.new')} back={{ href: '/office/staff', word: say('staff.title') }}>
      <OfficeForm action={saveStaffAction} submit={say('form.save')} fields={await staffFields(office, null)} />
    </OfficePage>
  )
}
