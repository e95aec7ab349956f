import { officeTitle } from '@/app/(office)/_kit/access'
import { listPage } from '@/app/(office)/_kit/list-page'

import { groupsList } from './groups'

export const generateMetadata = () => officeTitle('groups.title')

export default listPage(groupsList)
