import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { dateOf } from '@/domain/time'
import { getMunicipality, getMunicipalityInput } from '@/services/regions/get-municipality'

import { saveMunicipalityAction } from '../actions'
import { municipalityFields } from '../municipality-fields'

export const generateMetadata = () => officeTitle('municipalities.one')

export default async function MunicipalityPage({ params }: { params: Promise<{ municipalityId: string }> }) {
  const { actor, say } = await requireOfficeAccess('municipality.change')
  const known = await loadOrNotFound(getMunicipality(actor, await readParams(getMunicipalityInput, params)))
  return (
    <OfficePage
      isNarrow
      title={<bdi>{known.name}</bdi>}
      back={{ href: '/office/municipalities', word: say('municipalities.title') }}
    >
      <OfficeForm
        action={saveMunicipalityAction}
        submit={say('form.save')}
        fields={municipalityFields(say, known, dateOf(Date.now()))}
      />
    </OfficePage>
  )
}
