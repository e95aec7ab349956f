import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getMunicipality, getMunicipalityInput } from '@/services/regions/get-municipality'

import { saveMunicipalityAction } from '../actions'
import { municipalityForm } from '../municipalities'

export const generateMetadata = () => officeTitle('municipalities.one')

export default async function MunicipalityPage({ params }: { params: Promise<{ municipalityId: string }> }) {
  const { actor, t, say } = await requireOfficeAccess('municipality.change')
  const known = await loadOrNotFound(getMunicipality(actor, await readParams(getMunicipalityInput, params)))
  return (
    <OfficePage
      isNarrow
      title={<bdi>{known.name}</bdi>}
      back={{ href: '/office/municipalities', word: say('municipalities.title') }}
      actions={
        <a className="button" href={`/office/municipalities/${known.municipalityId}/sign-in`}>
          {say('providers.title')}
        </a>
      }
    >
      <OfficeForm
        action={saveMunicipalityAction}
        submit={say('form.save')}
        fields={municipalityForm.fields({ t, known })}
      />
    </OfficePage>
  )
}
