import { officeTitle } from '@/app/(office)/_kit/access'
import { listPage } from '@/app/(office)/_kit/list-page'

import { auditList } from './audit'

export const generateMetadata = () => officeTitle('audit.title')

export default listPage(auditList)
