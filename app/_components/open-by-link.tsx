'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { linkSecretIn } from '@/domain/access/link-secret'
import { findInAppBrowser, type InAppBrowser } from '@/lesson-client/in-app-browser'

import { InAppNotice } from './in-app-notice'
import { linkRetryMs, readLinkAnswer, type LinkAnswer } from './link-answer'
import { Notice } from './notice'
import type { PictogramName } from './pictogram'
import { freeTab } from './this-tab'

type State = Exclude<LinkAnswer, 'open'> | 'opening' | 'incomplete' | 'offline' | { inApp: InAppBrowser }

type Props = {
  /** The route that takes the secret. */
  path: '/api/person-session' | '/api/guest-session'
  /** The page behind the link. */
  to: string
  picture: PictogramName
  words: { opening: string; refused: string; refusedText: string }
  children?: ReactNode
}

/** Longer than any answer that still comes. */
const ANSWER_MS = 20_000

/**
 * Opens the link in this page's address and continues to its page. Only an unknown or revoked secret is refused for good:
 * after anything else the page tries again by itself.
 */
export function OpenByLink({ path, to, picture, words, children }: Props) {
  const { t } = useTranslation('common')
  const state = useOpening(path, to)
  if (typeof state === 'object') {
    return <InAppNotice browser={state.inApp} onGoOn={() => window.location.replace(to)} />
  }
  switch (state) {
    case 'opening':
      return <Notice picture={picture} title={words.opening} isBusy />
    case 'refused':
      return (
        <Notice picture={picture} tone="stop" title={words.refused} text={words.refusedText}>
          {children}
        </Notice>
      )
    case 'incomplete':
      return (
        <Notice picture={picture} tone="stop" title={t('link.incomplete')} text={t('link.incompleteText')}>
          {children}
        </Notice>
      )
    default:
      return (
        <Notice picture={PICTURES[state]} title={t(`link.${state}`)} text={t('link.byItself')}>
          <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
            {t('again')}
          </button>
        </Notice>
      )
  }
}

const PICTURES = { busy: 'clock', failed: 'tool', offline: 'signal-lost' } as const

function useOpening(path: string, to: string): State {
  const [state, setState] = useState<State>('opening')
  const router = useRouter()
  useEffect(() => {
    const secret = linkSecretIn(window.location.hash)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    let tries = 0
    const attempt = async () => {
      const answer = secret === null ? 'incomplete' : await openLink(path, secret)
      if (!isCurrent) return
      if (answer === 'open') {
        freeTab()
        const inApp = windowWithoutMicrophone()
        if (!inApp) return window.location.replace(to)
        // From now on this browser knows the person's language.
        router.refresh()
        return setState({ inApp })
      }
      setState(answer)
      if (answer === 'refused' || answer === 'incomplete') return
      timer = setTimeout(() => void attempt(), linkRetryMs(tries, Math.random()))
      tries += 1
    }
    void attempt()
    // Another link opened in the same tab changes only what follows the #.
    const reload = () => window.location.reload()
    window.addEventListener('hashchange', reload)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      window.removeEventListener('hashchange', reload)
    }
  }, [path, to, router])
  return state
}

/** The window of another application in which nobody could ever be heard; null in a browser. */
function windowWithoutMicrophone(): InAppBrowser | null {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  const hasMicrophone = typeof devices?.getUserMedia === 'function'
  return hasMicrophone ? null : findInAppBrowser(navigator.userAgent)
}

async function openLink(path: string, secret: string): Promise<LinkAnswer | 'offline'> {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), ANSWER_MS)
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
      signal: waiting.signal,
    })
    return readLinkAnswer(response.status, await response.json().catch(() => null))
  } catch {
    return 'offline'
  } finally {
    clearTimeout(timer)
  }
}
