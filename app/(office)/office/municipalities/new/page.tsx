import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { dateOf } from '@/domain/time'

import { saveMunicipalityAction } from '../actions'
import { municipalityFields } from '../municipality-fields'

export const generateMetadata = () => officeTitle('municipalities.new')

export default async function NewMunicipalityPage() {
  const { say } = await requireOfficeAccess('municipality.change')
  return (
    <OfficePage
      isNarrow
      title={say('municipalities.new')}
      text={say('municipalities.newText')}
      back={{ href: '/office/municipalities', word: say('municipalities.title') }}
    >
      <OfficeForm
        action={saveMunicipalityAction}
        submit={say('form.save')}
        fields={municipalityFields(say, null, dateOf(Date.now()))}
      />
    </OfficePage>
  )
}
