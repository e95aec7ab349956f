import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { staffList } from './staff'

export const generateMetadata = () => officeTitle('staff.title')

export default function StaffPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={staffList} searchParams={searchParams} />
}
