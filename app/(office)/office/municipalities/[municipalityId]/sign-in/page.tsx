import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { Day } from '@/app/(office)/_kit/dates'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { RowLink } from '@/app/(office)/_kit/row-link'
import { CELL, Table } from '@/app/(office)/_kit/table'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { listProviders, listProvidersInput } from '@/services/access/list-providers'
import { getMunicipality } from '@/services/regions/get-municipality'

export const generateMetadata = () => officeTitle('providers.title')

/** A municipality's own sign-ins. */
export default async function ProvidersPage({ params }: { params: Promise<{ municipalityId: string }> }) {
  const { actor, say, language } = await requireOfficeAccess('staff.change')
  const input = await readParams(listProvidersInput, params)
  const { name } = await loadOrNotFound(getMunicipality(actor, input))
  const rows = await listProviders(actor, input)
  const here = `/office/municipalities/${input.municipalityId}`
  return (
    <OfficePage
      title={say('providers.of', { name })}
      text={say('providers.text')}
      back={{ href: here, word: name }}
      actions={
        <a className="button" href={`${here}/sign-in/new`}>
          {say('providers.new')}
        </a>
      }
    >
      {rows.length === 0 ? (
        <p>{say('providers.none')}</p>
      ) : (
        <Table caption={say('providers.title')}>
          <thead>
            <tr>
              {(['providers.name', 'providers.issuer', 'providers.fromOn', 'providers.untilOn'] as const).map((key) => (
                <th key={key} scope="col" className={`${CELL} text-start`}>
                  {say(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.providerId}>
                <td className={CELL}>
                  <RowLink href={`${here}/sign-in/${row.providerId}`}>{row.name}</RowLink>
                </td>
                <td className={CELL}>
                  <bdi dir="ltr">{row.issuer}</bdi>
                </td>
                <td className={CELL}>
                  <Day on={row.fromOn} language={language} />
                </td>
                <td className={CELL}>{row.untilOn && <Day on={row.untilOn} language={language} />}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </OfficePage>
  )
}
