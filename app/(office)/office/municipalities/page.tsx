import { officeTitle } from '@/app/(office)/_kit/access'
import { listPage } from '@/app/(office)/_kit/list-page'

import { municipalitiesList } from './municipalities'

export const generateMetadata = () => officeTitle('municipalities.title')

export default listPage(municipalitiesList)
