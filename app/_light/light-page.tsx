import { Component, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { LearnPage } from '@/app/(learn)/learn/learn-page'
import { OpenLink } from '@/app/(public)/p/open-link'
import { Notice } from '@/app/_components/notice'
import { PageLanguage } from '@/app/_components/page-language'
import { TranslationProvider } from '@/app/_components/translation-provider'
import { assertNever } from '@/domain/assert-never'
import { directionOf } from '@/domain/languages'

import type { LightContents, Shown } from './contents'
import { onRefreshed } from './refresh'

export function LightPage({ contents }: { contents: LightContents }) {
  const [{ shown, language, resources }, setContents] = useState(contents)
  useEffect(
    () =>
      onRefreshed((fresh) => setContents((before) => ({ ...fresh, resources: fresh.resources ?? before.resources }))),
    [],
  )
  return (
    <TranslationProvider language={language} resources={resources}>
      <PageLanguage language={language} direction={directionOf(language)} />
      <Boundary>{draw(shown)}</Boundary>
    </TranslationProvider>
  )
}

function draw(shown: Shown): ReactNode {
  switch (shown.page) {
    case 'learn':
      return <LearnPage state={shown.state} />
    case 'link':
      return <OpenLink isStraightIn={shown.isStraightIn} />
    default:
      return assertNever(shown)
  }
}

/** An error in drawing costs the page, and a reload brings it back. */
class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const { t } = useTranslation('common')
  return (
    <Notice picture="tool" tone="stop" title={t('errors:internal')}>
      <button type="button" className="button button-main min-h-14 text-lg" onClick={() => window.location.reload()}>
        {t('again')}
      </button>
    </Notice>
  )
}
