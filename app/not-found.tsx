import type { Metadata } from 'next'
import Link from 'next/link'

import { Notice } from './_components/notice'
import { getTranslation } from './_server/i18n'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('notFound.title') }
}

export default async function NotFoundPage() {
  const { t } = await getTranslation()
  return (
    <Notice picture="search" title={t('notFound.title')} text={t('errors:access.not-found')}>
      <Link className="button button-main min-h-14 text-lg" href="/">
        {t('notFound.toStart')}
      </Link>
    </Notice>
  )
}
