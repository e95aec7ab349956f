import Link from 'next/link'

import { Notice } from '@/app/_components/notice'
import { getTranslation } from '@/app/_server/i18n'
import { officeTitle } from '@/app/(office)/_kit/access'

export const generateMetadata = () => officeTitle('notAllowed.title')

export default async function NotAllowedPage() {
  const { t } = await getTranslation()
  return (
    <Notice picture="lock" tone="stop" title={t('errors:access.not-allowed')} text={t('office:notAllowed.text')}>
      <Link className="button button-main" href="/">
        {t('notFound.toStart')}
      </Link>
    </Notice>
  )
}
