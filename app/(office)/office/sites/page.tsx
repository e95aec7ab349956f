import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { sitesList } from './sites'

export const generateMetadata = () => officeTitle('sites.title')

export default function SitesPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={sitesList} searchParams={searchParams} />
}
