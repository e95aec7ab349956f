'use client'

import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import { formatTime } from '@/app/_components/dates'
import { LanguageChoice } from '@/app/_components/language-choice'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { MODE_PICTURES, ModeChoice } from '@/app/_lesson/mode-choice'
import { uiLanguageFor } from '@/domain/languages'
import { MEGABYTES_PER_HOUR } from '@/protocol/media-profile'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { PhoneSheet } from './phone-sheet'

type Props = {
  lesson: MyLesson
  displayName: string
  device: ReactNode
  isReady: boolean
  isCommunicatorHere: boolean
  mode: ViewMode
  onMode: (mode: ViewMode) => void
  onEnter: () => void
}

/** The page before the lesson: which lesson it is, what others will see, and one button to enter. */
export function PhonePreJoin({ lesson, displayName, device, isReady, ...rest }: Props) {
  const { isCommunicatorHere, mode, onMode, onEnter } = rest
  const { t, i18n } = useTranslation('lesson')
  const [isEntering, setEntering] = useState(false)
  const [isChoosing, setChoosing] = useState(false)
  return (
    <main className="absolute inset-0 z-10 flex flex-col bg-birch text-[1.25rem] leading-[1.4] text-ink">
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 pt-1">
        <span className="font-bold text-spruce max-[339px]:sr-only">Samsal</span>
        <div className="ms-auto flex items-center gap-1 text-spruce [&_select]:min-h-14">
          <a className="grid size-14 place-items-center" href="/check" aria-label={t('checkPhone')}>
            <Pictogram name="tool" size={28} />
          </a>
          <LanguageChoice current={uiLanguageFor(i18n.language)} />
        </div>
      </div>
      <div className="mx-auto flex min-h-0 w-full max-w-xl flex-1 flex-col gap-3 overflow-y-auto px-4 pb-3 [@media(max-height:590px)]:gap-1.5 [@media(min-height:760px)]:gap-6 [@media(min-height:760px)]:pt-8">
        <div className="flex items-center gap-3">
          <span
            className={`grid size-18 shrink-0 place-items-center rounded-full border-[3px] bg-spruce-pale text-spruce [@media(max-height:590px)]:hidden [@media(min-height:760px)]:size-28 ${isCommunicatorHere ? 'border-moss' : 'border-bark'}`}
          >
            <Pictogram name="person" size={44} />
          </span>
          <div className="flex min-w-0 flex-col leading-tight">
            <bdi translate="no" className="font-bold wrap-anywhere">
              {lesson.communicatorName}
            </bdi>
            {isCommunicatorHere && (
              <span className="flex items-center gap-2 text-[1.125rem] font-semibold text-spruce">
                <span className="size-3 rounded-full bg-moss" />
                {t('communicatorHere')}
              </span>
            )}
            <span className="flex items-center gap-2 text-[1.125rem] text-slate">
              <Pictogram name="clock" size={20} />
              <bdi translate="no">{`${formatTime(lesson.startsAtMs)} – ${formatTime(lesson.endsAtMs)}`}</bdi>
            </span>
          </div>
        </div>
        <h1 className="text-[1.5rem] leading-tight font-bold [@media(max-height:590px)]:text-[1.375rem] [@media(min-height:760px)]:text-2xl">
          {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
        </h1>
        <ul className="flex flex-col gap-1.5 rounded-2xl border-2 border-bark bg-snow px-3 py-1.5 leading-[1.3] [@media(max-height:590px)]:gap-0.5 [@media(min-height:760px)]:gap-4 [@media(min-height:760px)]:py-4">
          <TrustLine picture="ear">{t('trust.youHear')}</TrustLine>
          <TrustLine picture="microphone-off">{t('trust.mutedUntilFloor')}</TrustLine>
          <TrustLine picture="card">
            {t('trust.yourName')}{' '}
            <bdi translate="no" className="font-bold">
              {displayName}
            </bdi>
          </TrustLine>
        </ul>
        <button
          type="button"
          aria-expanded={isChoosing}
          data-mode={mode}
          className="flex min-h-14 shrink-0 items-center gap-3 rounded-2xl bg-spruce-pale px-3 py-1 text-start leading-tight text-spruce-deep"
          onClick={() => setChoosing(true)}
        >
          <Pictogram name={MODE_PICTURES[mode]} size={28} />
          <span className="min-w-0 flex-1">
            <span className="block text-[1.125rem] font-bold">{t(`mode.${mode}`)}</span>
            <span className="block text-base">{t('mode.perHour', { megabytes: MEGABYTES_PER_HOUR[mode] })}</span>
          </span>
          <Pictogram name="down" />
        </button>
        {device}
      </div>
      <div className="mx-auto w-full max-w-xl shrink-0 px-3 pb-3">
        <button
          type="button"
          className="button button-main button-big min-h-19 shrink-0"
          data-ready={isReady}
          onClick={() => {
            setEntering(true)
            onEnter()
          }}
        >
          <Pictogram name="enter" size={36} />
          <span>{isEntering ? t('entering') : t('enter')}</span>
        </button>
      </div>
      {isChoosing && <ModeSheet mode={mode} onMode={onMode} onClose={() => setChoosing(false)} />}
    </main>
  )
}

function TrustLine({ picture, children }: { picture: PictogramName; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Pictogram name={picture} size={28} className="text-spruce" />
      <span className="min-w-0">{children}</span>
    </li>
  )
}

type SheetProps = { mode: ViewMode; onMode: (mode: ViewMode) => void; onClose: () => void }

/** A tap chooses and closes. */
function ModeSheet({ mode, onMode, onClose }: SheetProps) {
  const { t } = useTranslation('lesson')
  return (
    <PhoneSheet
      label={t('mode.title')}
      onClose={onClose}
      className="mx-auto mt-auto max-h-[96dvh] w-full max-w-xl rounded-t-3xl bg-snow p-3 text-ink backdrop:bg-night/60"
    >
      {(close) => (
        <>
          <ModeChoice
            mode={mode}
            onMode={(chosen) => {
              onMode(chosen)
              close()
            }}
          />
          <button type="button" className="button mt-3 min-h-14 w-full" onClick={close}>
            <Pictogram name="cross" />
            {t('close')}
          </button>
        </>
      )}
    </PhoneSheet>
  )
}
