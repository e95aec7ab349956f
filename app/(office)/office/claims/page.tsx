import Form from 'next/form'
import Link from 'next/link'

import { FilterChoice, FilterDate } from '@/app/(office)/_kit/filter'
import { listAddress } from '@/app/(office)/_kit/list-address'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { leaveUnless, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { runAction } from '@/app/_server/run-action'
import { dateOf } from '@/domain/time'
import { getClaimBasis, getClaimBasisInput } from '@/services/claims/get-claim-basis'

import { ClaimBasis } from './claim-basis'
import { quartersUntil } from './quarters'

export const generateMetadata = () => officeTitle('claims.title')

const QUARTERS = 6
const PATH = '/office/claims'

export default async function ClaimsPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, t, say } = await requireOfficeAccess('claim.export')
  const { municipalityId, fromOn, untilOn, refused } = await searchParams
  const choices = await municipalityChoices(actor, 'claim.export')
  const quarters = quartersUntil(dateOf(Date.now()), QUARTERS)
  const chosen = {
    municipalityId: municipalityId ?? choices[0]?.value,
    fromOn: fromOn ?? quarters[0]?.fromOn,
    untilOn: untilOn ?? quarters[0]?.untilOn,
  }
  const result = await runAction('get-claim-basis', async () => {
    const period = getClaimBasisInput.parse(chosen)
    return { period, basis: await getClaimBasis(actor, period) }
  })
  leaveUnless(result.ok || result.error.code !== 'access.not-allowed')
  const shown = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const code = result.ok ? shown(refused) : result.error.code
  return (
    <OfficePage title={say('claims.title')} text={say('claims.text')}>
      <Form key={JSON.stringify(chosen)} action={PATH} className="flex flex-wrap items-end gap-3">
        <FilterChoice
          name="municipalityId"
          label={say('field.home')}
          all={say('form.choose')}
          value={shown(chosen.municipalityId)}
          choices={choices}
        />
        <FilterDate name="fromOn" label={say('field.fromOn')} value={shown(chosen.fromOn)} />
        <FilterDate name="untilOn" label={say('field.untilOn')} value={shown(chosen.untilOn)} />
        <button type="submit" className="button">
          {say('claims.show')}
        </button>
      </Form>
      <nav aria-label={say('claims.quarters')} className="flex flex-wrap gap-x-4">
        {quarters.map((quarter) => (
          <Link
            key={quarter.label}
            className="link inline-flex min-h-11 items-center tabular-nums aria-[current=true]:font-bold"
            aria-current={quarter.fromOn === chosen.fromOn && quarter.untilOn === chosen.untilOn}
            href={listAddress(PATH, {
              municipalityId: chosen.municipalityId,
              fromOn: quarter.fromOn,
              untilOn: quarter.untilOn,
            })}
          >
            {quarter.label}
          </Link>
        ))}
      </nav>
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {code !== undefined && t(`errors:${code}`, { defaultValue: t('errors:internal') })}
      </p>
      {result.ok && <ClaimBasis {...result.data} />}
    </OfficePage>
  )
}
