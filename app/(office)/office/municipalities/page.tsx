import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { municipalitiesList } from './municipalities'

export const generateMetadata = () => officeTitle('municipalities.title')

export default function MunicipalitiesPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={municipalitiesList} searchParams={searchParams} />
}
