import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'

import { saveSiteAction } from '../actions'

export const generateMetadata = () => officeTitle('sites.new')

export default async function NewSitePage() {
  const { actor, say } = await requireOfficeAccess('site.change')
  const choices = await municipalityChoices(actor, 'site.change')
  return (
    <OfficePage isNarrow title={say('sites.new')} back={{ href: '/office/sites', word: say('sites.title') }}>
      <OfficeForm
        action={saveSiteAction}
        submit={say('form.save')}
        fields={[
          { kind: 'choice', name: 'municipalityId', label: say('field.municipality'), choices },
          { kind: 'text', name: 'name', label: say('field.name'), hint: say('sites.nameHint'), maxLength: 120 },
          { kind: 'text', name: 'address', label: say('sites.address'), isOptional: true, maxLength: 200 },
        ]}
      />
    </OfficePage>
  )
}
