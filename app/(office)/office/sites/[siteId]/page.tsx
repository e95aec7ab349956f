import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getSite, getSiteInput } from '@/services/regions/get-site'

import { saveSiteAction } from '../actions'
import { siteForm } from '../sites'

export const generateMetadata = () => officeTitle('sites.one')

export default async function SitePage({ params }: { params: Promise<{ siteId: string }> }) {
  const { actor, t, say } = await requireOfficeAccess('site.change')
  const known = await loadOrNotFound(getSite(actor, await readParams(getSiteInput, params)))
  return (
    <OfficePage isNarrow title={<bdi>{known.name}</bdi>} back={{ href: '/office/sites', word: say('sites.title') }}>
      <OfficeForm
        action={saveSiteAction}
        submit={say('form.save')}
        fields={siteForm.fields({ t, known, hidden: ['municipalityId'], words: { name: { hint: undefined } } })}
      />
    </OfficePage>
  )
}
