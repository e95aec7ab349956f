import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { dateOf } from '@/domain/time'

import { saveMunicipalityAction } from '../actions'
import { municipalityForm } from '../municipalities'

export const generateMetadata = () => officeTitle('municipalities.new')

export default async function NewMunicipalityPage() {
  const { t, say } = await requireOfficeAccess('municipality.change')
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
        fields={municipalityForm.fields({ t, known: { joinedOn: dateOf(Date.now()) } })}
      />
    </OfficePage>
  )
}
