import { Pictogram } from '@/app/_components/pictogram'

import type { Office } from './access'
import type { Given } from './read-query'

type Props = { office: Office; given: Given; ignored: readonly string[] }

/** The parts of the address that the list could not apply. */
export function ListRefusal({ office, given, ignored }: Props) {
  const { t, say } = office
  const { refused } = given
  return (
    <>
      {typeof refused === 'string' && (
        <p role="alert" className="font-semibold text-lingon">
          {t(`errors:${refused}`, { defaultValue: t('errors:internal') })}
        </p>
      )}
      {ignored.length > 0 && (
        <p role="status" className="flex items-start gap-2 rounded-lg bg-sun-pale p-3">
          <Pictogram name="warning" />
          {say('list.ignored', { count: ignored.length })}
        </p>
      )}
    </>
  )
}
