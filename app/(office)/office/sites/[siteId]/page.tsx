import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { getSite, getSiteInput } from '@/services/regions/get-site'

import { saveSiteAction } from '../actions'

export const generateMetadata = () => officeTitle('sites.one')

export default async function SitePage({ params }: { params: Promise<{ siteId: string }> }) {
  const { actor, say } = await requireOfficeAccess('site.change')
  const site = await loadOrNotFound(getSite(actor, await readParams(getSiteInput, params)))
  return (
    <OfficePage isNarrow title={<bdi>{site.name}</bdi>} back={{ href: '/office/sites', word: say('sites.title') }}>
      <OfficeForm
        action={saveSiteAction}
        submit={say('form.save')}
        fields={[
          { kind: 'hidden', name: 'siteId', value: site.siteId },
          { kind: 'hidden', name: 'municipalityId', value: site.municipalityId },
          { kind: 'text', name: 'name', label: say('field.name'), value: site.name, maxLength: 120 },
          {
            kind: 'text',
            name: 'address',
            label: say('sites.address'),
            value: site.address,
            isOptional: true,
            maxLength: 200,
          },
          {
            kind: 'date',
            name: 'closedOn',
            label: say('sites.closedOn'),
            hint: say('sites.closedHint'),
            value: site.closedOn ?? '',
            isOptional: true,
          },
        ]}
      />
    </OfficePage>
  )
}
