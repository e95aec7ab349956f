import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getMunicipality, getMunicipalityInput } from '@/services/regions/get-municipality'

import { saveProviderAction } from '../actions'
import { providerFields } from '../provider-form'

export const generateMetadata = () => officeTitle('providers.new')

export default async function NewProviderPage({ params }: { params: Promise<{ municipalityId: string }> }) {
  const office = await requireOfficeAccess('staff.change')
  const { actor, say } = office
  const input = await readParams(getMunicipalityInput, params)
  const { name } = await loadOrNotFound(getMunicipality(actor, input))
  return (
    <OfficePage
      isNarrow
      title={say('providers.new')}
      back={{ href: `/office/municipalities/${input.municipalityId}/sign-in`, word: say('providers.of', { name }) }}
    >
      <OfficeForm
        action={saveProviderAction}
        submit={say('form.save')}
        fields={providerFields(office, input.municipalityId)}
      />
    </OfficePage>
  )
}
