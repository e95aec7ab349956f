import { officeTitle } from '@/app/(office)/_kit/access'
import { listPage } from '@/app/(office)/_kit/list-page'

import { staffList } from './staff'

export const generateMetadata = () => officeTitle('staff.title')

export default listPage(staffList)
