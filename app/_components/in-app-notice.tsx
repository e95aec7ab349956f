'use client'

import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { androidIntentFor, type InAppBrowser } from '@/lesson-client/in-app-browser'

import { Notice } from './notice'
import { Pictogram, type PictogramName } from './pictogram'

type Props = { browser: InAppBrowser; onGoOn: () => void }

const BROWSERS = { android: 'Chrome', ios: 'Safari' } as const

/**
 * A link that was opened in the window of another application, which gives no microphone: how to open it in the device's
 * browser. The link is a secret: it goes to the clipboard or to the browser, and nowhere else.
 */
export function InAppNotice({ browser, onGoOn }: Props) {
  const { t } = useTranslation('common')
  const [isCopied, setCopied] = useState(false)
  const name = BROWSERS[browser.system]
  return (
    <Notice picture="microphone-off" title={t('inApp.title', { browser: name })} text={t('inApp.text')}>
      {browser.system === 'android' && (
        <button
          type="button"
          data-control="open-browser"
          className="button button-main button-big"
          onClick={() => window.location.assign(androidIntentFor(new URL(window.location.href)))}
        >
          <Pictogram name="globe" />
          <span>{t('inApp.open', { browser: name })}</span>
        </button>
      )}
      <ol className="flex w-full flex-col gap-3 text-start text-lg">
        <Step picture="list">
          <button
            type="button"
            data-control="copy-link"
            className="button"
            onClick={() => void copy(window.location.href).then(setCopied)}
          >
            {isCopied ? t('inApp.copied') : t('inApp.copy')}
          </button>
        </Step>
        <Step picture="globe">{t('inApp.start', { browser: name })}</Step>
        <Step picture="enter">{t('inApp.paste')}</Step>
      </ol>
      <p className="flex items-center gap-3 text-start text-lg">
        <Pictogram name="dots" size={32} />
        <span>{t('inApp.menu')}</span>
      </p>
      <button type="button" data-control="go-on-here" className="button" onClick={onGoOn}>
        <Pictogram name="ear" />
        {t('inApp.goOn')}
      </button>
    </Notice>
  )
}

function Step({ picture, children }: { picture: PictogramName; children: ReactNode }) {
  return (
    <li className="flex min-h-14 items-center gap-4 rounded-2xl border-2 border-bark bg-snow px-4 py-2">
      <Pictogram name={picture} size={32} className="text-spruce" />
      <span>{children}</span>
    </li>
  )
}

/** @returns whether it is in the clipboard. Windows of applications often have only the old way. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.style.position = 'fixed'
    document.body.append(field)
    field.select()
    const isCopied = document.execCommand('copy')
    field.remove()
    return isCopied
  }
}
