'use client'

import Link from 'next/link'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { LanguageChoice } from '@/app/_components/language-choice'
import { Notice } from '@/app/_components/notice'
import { Pictogram } from '@/app/_components/pictogram'
import { playTone } from '@/app/_lesson/check/listen-to'
import { useCheck } from '@/app/_lesson/check/use-check'
import { fetchCheckTicket } from '@/lesson-client/connection/fetch-ticket'
import { assessCheck } from '@/domain/checks/assess-check'
import { uiLanguageFor } from '@/domain/languages'
import type { Findings } from '@/services/checks/findings'

import { CheckRows, VerdictCard } from './check-rows'

const fetchTicket = () => fetchCheckTicket('person')

/** One button, six parts that complete one after the other, and one question. */
export function PhoneCheck() {
  const { t, i18n } = useTranslation('check')
  const { question, isToneHeard } = useToneQuestion()
  const { progress, start } = useCheck({ fetchTicket, isToneHeard })
  const [findings, setFindings] = useState<Findings | null>(null)
  const [isRunning, setRunning] = useState(false)
  const begin = () => {
    setFindings(null)
    setRunning(true)
    void start().then((found) => {
      setFindings(found)
      setRunning(false)
    })
  }
  if (question) {
    return (
      <Notice picture="ear" title={t('heard.question')}>
        <div className="flex w-full gap-4">
          <button type="button" className="button button-big flex-1 flex-col py-6" onClick={() => question(false)}>
            <Pictogram name="cross" size={64} />
            {t('heard.no')}
          </button>
          <button
            type="button"
            className="button button-main button-big flex-1 flex-col py-6"
            onClick={() => question(true)}
          >
            <Pictogram name="check" size={64} />
            {t('heard.yes')}
          </button>
        </div>
      </Notice>
    )
  }
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col gap-5 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Link className="link inline-flex min-h-touch items-center text-lg" href="/learn">
          {t('back')}
        </Link>
        <LanguageChoice current={uiLanguageFor(i18n.language)} />
      </div>
      <h1 className="text-2xl font-bold">{t('title')}</h1>
      {findings ? <VerdictCard verdict={assessCheck(findings.parts)} /> : <p className="text-lg">{t('text')}</p>}
      <CheckRows progress={progress} isRunning={isRunning} />
      <button
        type="button"
        className="button button-main button-big sticky bottom-4 mt-auto shrink-0"
        disabled={isRunning}
        onClick={begin}
      >
        <Pictogram name="play" size={36} className="mirrors" />
        <span>{isRunning ? t('running') : t(findings ? 'again' : 'start')}</span>
      </button>
    </main>
  )
}

/** Plays the tone and then asks; the answer resolves the promise that the check waits for. */
function useToneQuestion() {
  const [isAsking, setAsking] = useState(false)
  const answer = useRef<(isHeard: boolean) => void>(() => undefined)
  const isToneHeard = useCallback(async () => {
    await playTone()
    setAsking(true)
    const isHeard = await new Promise<boolean>((resolve) => (answer.current = resolve))
    setAsking(false)
    return isHeard
  }, [])
  return { question: isAsking ? (isHeard: boolean) => answer.current(isHeard) : null, isToneHeard }
}
