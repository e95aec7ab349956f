import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'

import { saveSiteAction } from '../actions'
import { siteForm } from '../sites'

export const generateMetadata = () => officeTitle('sites.new')

export default async function NewSitePage() {
  const { actor, t, say } = await requireOfficeAccess('site.change')
  const choices = { municipalityId: await municipalityChoices(actor, 'site.change') }
  return (
    <OfficePage isNarrow title={say('sites.new')} back={{ href: '/office/sites', word: say('sites.title') }}>
      <OfficeForm
        action={saveSiteAction}
        submit={say('form.save')}
        fields={siteForm.fields({ t, choices, without: ['closedOn'] })}
      />
    </OfficePage>
  )
}
