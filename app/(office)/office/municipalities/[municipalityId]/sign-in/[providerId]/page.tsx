import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Facts, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { callbackAddress, startAddress } from '@/app/_server/provider-address'
import { getProvider, getProviderInput } from '@/services/access/get-provider'

import { saveProviderAction } from '../actions'
import { providerFields } from '../provider-form'

export const generateMetadata = () => officeTitle('providers.title')

type Props = { params: Promise<{ municipalityId: string; providerId: string }> }

/** One of a municipality's own sign-ins: whether it answers, what to register there, and its form. */
export default async function ProviderPage({ params }: Props) {
  const office = await requireOfficeAccess('staff.change')
  const { actor, say, t } = office
  const provider = await loadOrNotFound(getProvider(actor, await readParams(getProviderInput, params)))
  const { municipalityId, providerId, fault } = provider
  return (
    <OfficePage
      isNarrow
      title={<bdi>{provider.name}</bdi>}
      back={{ href: `/office/municipalities/${municipalityId}/sign-in`, word: say('providers.title') }}
    >
      <Section title={say('providers.check')}>
        {fault === null ? (
          <p className="font-semibold text-moss">{say('providers.answers')}</p>
        ) : (
          <p className="font-semibold text-lingon">{t(`errors:${fault}`)}</p>
        )}
        <Facts
          facts={[
            [say('providers.issuer'), <Address key="issuer">{provider.issuer}</Address>],
            [say('providers.callback'), <Address key="callback">{callbackAddress(providerId)}</Address>],
            [say('providers.start'), <Address key="start">{startAddress(providerId)}</Address>],
          ]}
        />
        <p className="text-slate">{say('providers.callbackHint')}</p>
      </Section>
      <OfficeForm
        action={saveProviderAction}
        submit={say('form.save')}
        fields={providerFields(office, municipalityId, provider)}
      />
    </OfficePage>
  )
}

function Address({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="break-all">
      {children}
    </bdi>
  )
}
