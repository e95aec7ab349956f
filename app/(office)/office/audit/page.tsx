import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { auditList } from './audit'

export const generateMetadata = () => officeTitle('audit.title')

export default function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={auditList} searchParams={searchParams} />
}
