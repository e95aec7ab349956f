import { getTranslation } from '@/app/_server/i18n'
import { uiLanguageFor } from '@/domain/languages'

import { LanguageChoice } from './language-choice'
import { Notice } from './notice'
import type { PictogramName } from './pictogram'

/** A page behind a link, opened by a browser that has not opened one: says nothing about any link. */
export async function OpenLinkAgain({ picture }: { picture: PictogramName }) {
  const { t, language } = await getTranslation()
  return (
    <Notice picture={picture} title={t('common:link.again')} text={t('common:link.againText')}>
      <LanguageChoice current={uiLanguageFor(language)} />
    </Notice>
  )
}
