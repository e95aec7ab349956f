'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { MarkSender, type SenderState } from './mark-sender'

const Sender = createContext<MarkSender | null>(null)
const NOTHING: SenderState = { marks: [], ofOthers: 0, line: 'up' }

type Props = { staffId: string; children: ReactNode }

/** Keeps and sends the marks of the signed-in member of staff on all pages of a site, and says how many wait. */
export function MarkKeeper({ staffId, children }: Props) {
  const [sender] = useState(() => new MarkSender(staffId))
  useEffect(() => sender.open(), [sender])
  return (
    <Sender value={sender}>
      {children}
      <WaitingMarks />
    </Sender>
  )
}

/** The sender of this page, and the marks that wait. */
export function useMarkSender(): [MarkSender | null, SenderState] {
  const sender = use(Sender)
  const state = useSyncExternalStore(
    sender?.subscribe ?? (() => () => undefined),
    sender?.state ?? (() => NOTHING),
    () => NOTHING,
  )
  return [sender, state]
}

/** The page of a lesson has a place of its own for marks that wait: above its tabs. */
const OWN_PLACE = /^\/site\/lessons\//

/** At the lower edge, so that it appears without moving what somebody is about to tap. */
export function WaitingMarks({ isHere = false }: { isHere?: boolean }) {
  const { t } = useTranslation('site')
  const [sender, { marks, ofOthers, line }] = useMarkSender()
  const waiting = marks.filter((mark) => mark.state.is === 'waiting').length
  const path = usePathname()
  const asking = marks.filter((mark) => mark.state.is !== 'waiting' && !path.includes(mark.lessonId))
  const [first] = asking
  // While the line is up a mark waits for an instant; saying so would only flicker.
  const isShown = waiting > 0 && line !== 'up'
  if (!isHere && OWN_PLACE.test(path)) return null
  return (
    <div
      role="status"
      aria-live="polite"
      className={`flex flex-col gap-2 empty:hidden ${isHere ? 'px-3 pt-2' : 'sticky bottom-0 mx-auto max-w-2xl p-4'}`}
    >
      {isShown && (
        <div className="card flex flex-wrap items-center gap-x-3 gap-y-1 border-lingon px-3 py-2 bg-lingon-pale text-lingon">
          <Pictogram name="signal-lost" size={32} />
          <p className="min-w-0 flex-[1_1_12rem] leading-[1.3] font-semibold" data-waiting={waiting}>
            {`${t('roll.unsaved', { count: waiting })} ${t(line === 'signed-out' ? 'roll.signInToSend' : 'roll.sentLater')}`}
          </p>
          {line === 'signed-out' ? (
            <Link className="button" href="/sign-in">
              {t('roll.signIn')}
            </Link>
          ) : (
            <button type="button" className="button" onClick={() => sender?.sendNow()}>
              {t('common:again')}
            </button>
          )}
        </div>
      )}
      {first && (
        <Link className="card font-semibold" href={`/site/lessons/${first.lessonId}?site=${first.siteId}`}>
          {t('roll.askElsewhere', { count: asking.length })}
        </Link>
      )}
      {ofOthers > 0 && <p className="card font-semibold text-slate">{t('roll.ofOthers', { count: ofOthers })}</p>}
    </div>
  )
}
