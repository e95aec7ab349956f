import Link from 'next/link'

import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { Pictogram } from '@/app/_components/pictogram'

import { endpointsList } from './endpoints'

export const generateMetadata = () => officeTitle('endpoints.title')

export default function EndpointsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <ListPage
      list={endpointsList}
      searchParams={searchParams}
      actions={({ say, may }) =>
        may('endpoint.pair') && (
          <Link className="button button-main" href="/site/pair">
            <Pictogram name="screen" />
            {say('endpoints.pair')}
          </Link>
        )
      }
    />
  )
}
