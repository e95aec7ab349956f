import { officeTitle } from '@/app/(office)/_kit/access'
import { listPage } from '@/app/(office)/_kit/list-page'

import { sitesList } from './sites'

export const generateMetadata = () => officeTitle('sites.title')

export default listPage(sitesList)
