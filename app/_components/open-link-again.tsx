'use client'

import { useTranslation } from 'react-i18next'

import { uiLanguageFor } from '@/domain/languages'

import { LanguageChoice } from './language-choice'
import { Notice } from './notice'
import type { PictogramName } from './pictogram'

/** A page behind a link, opened by a browser that has not opened one: says nothing about any link. */
export function OpenLinkAgain({ picture }: { picture: PictogramName }) {
  const { t, i18n } = useTranslation('common')
  return (
    <Notice picture={picture} title={t('link.again')} text={t('link.againText')}>
      <LanguageChoice current={uiLanguageFor(i18n.language)} />
    </Notice>
  )
}
