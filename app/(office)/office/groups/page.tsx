import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { groupsList } from './groups'

export const generateMetadata = () => officeTitle('groups.title')

export default function GroupsPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={groupsList} searchParams={searchParams} />
}
