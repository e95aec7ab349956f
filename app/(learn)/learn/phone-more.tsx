'use client'

import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { OWN_NAMES } from '@/app/_components/own-names'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { DataMeter } from '@/app/_lesson/data-meter'
import { LoudspeakerField } from '@/app/_lesson/devices/loudspeaker-field'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import { MODE_PICTURES, ModeChoice } from '@/app/_lesson/mode-choice'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'
import { can, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { shownMegabytes, type DataBudget } from '@/app/_lesson/use-data-budget'

import { PhoneSheet } from './phone-sheet'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  budget: DataBudget
  /** With the floor; held sideways a narrow phone has no room for it elsewhere. */
  camera: { isOn: boolean; toggle: () => void } | null
  /** Chat messages that the person has not had before them. */
  unread: number
  onRead: () => void
  onClose: () => void
}

type Leaf = 'language' | 'amount' | 'chat' | 'loudspeaker'

const ownNames: Readonly<Record<string, string>> = OWN_NAMES

/**
 * Everything that is rarely needed: a row for each thing, and each a page of its own without anything else on it. People
 * who read little find their way in a flat list of pictures, not in a long page (design, L2).
 */
export function PhoneMore({ client, snapshot, budget, camera, unread, onRead, onClose }: Props) {
  const { t } = useTranslation('lesson')
  const [asked, setAsked] = useState<Leaf | null>(null)
  const canChooseLoudspeaker = useSyncExternalStore(
    loudspeaker.subscribe,
    () => loudspeaker.get().choices.length > 0,
    () => false,
  )
  const { channels } = snapshot.live
  const isThere: Record<Leaf, boolean> = {
    language: channels.list.length > 0,
    amount: true,
    chat: can(snapshot, 'write-chat'),
    loudspeaker: canChooseLoudspeaker,
  }
  // A chat that is closed meanwhile, and a channel that ends, lead back to the list.
  const leaf = asked !== null && isThere[asked] ? asked : null
  const open = (next: Leaf | null) => {
    if (next === 'chat' || leaf === 'chat') onRead()
    setAsked(next)
  }
  const leaves: Record<Leaf, () => ReactNode> = {
    language: () => <ChannelChoice client={client} snapshot={snapshot} />,
    amount: () => (
      <>
        <ModeChoice mode={snapshot.chosenMode} onMode={(mode) => client.setMode(mode)} />
        <DataMeter snapshot={snapshot} budget={budget} />
      </>
    ),
    chat: () => (
      <section aria-label={t('chat.title')} className="flex min-h-64 flex-1 flex-col">
        <ChatBox client={client} snapshot={snapshot} />
      </section>
    ),
    loudspeaker: () => <LoudspeakerField knows={snapshot.devices.microphone.name} />,
  }
  return (
    <PhoneSheet
      label={t('more')}
      onClose={() => {
        open(null)
        onClose()
      }}
      className="dark mt-auto max-h-[92dvh] w-full max-w-none rounded-t-3xl bg-ink p-4 text-lg text-birch [&_.button]:min-h-14 [&_.field]:min-h-14 backdrop:bg-night/70"
    >
      {(close) => (
        <div className="flex flex-col gap-4">
          {leaf === null ? (
            <ul className="flex flex-col gap-3">
              {isThere.language && (
                <Row
                  leaf="language"
                  picture="translate"
                  word={t('channel.title')}
                  now={
                    channels.mine === null ? (
                      t('channel.floor')
                    ) : (
                      <bdi translate="no">{ownNames[channels.mine] ?? channels.mine}</bdi>
                    )
                  }
                  onOpen={open}
                />
              )}
              <Row
                leaf="amount"
                picture={MODE_PICTURES[snapshot.chosenMode]}
                word={t(`mode.${snapshot.chosenMode}`)}
                now={t(budget.warning ? `mode.${budget.warning}` : 'mode.used', {
                  megabytes: shownMegabytes(snapshot.meter.bytes),
                })}
                usedBytes={snapshot.meter.bytes}
                onOpen={open}
              />
              {isThere.chat && <Row leaf="chat" picture="chat" word={t('chat.title')} count={unread} onOpen={open} />}
              {isThere.loudspeaker && (
                <Row leaf="loudspeaker" picture="sound" word={t('loudspeaker.title')} onOpen={open} />
              )}
              {camera && (
                <li>
                  <button type="button" className={ROW} aria-pressed={camera.isOn} onClick={camera.toggle}>
                    <Pictogram name={camera.isOn ? 'camera' : 'camera-off'} size={36} />
                    <span>{t('camera')}</span>
                  </button>
                </li>
              )}
            </ul>
          ) : (
            <div ref={focusOnce} tabIndex={-1} data-leaf={leaf} className="flex flex-col gap-6 outline-none">
              {leaves[leaf]()}
            </div>
          )}
          <div className="sticky -bottom-4 -mx-4 -mb-4 flex gap-3 bg-ink p-3">
            {leaf !== null && (
              <button
                type="button"
                data-control="back"
                aria-label={t('common:back')}
                className="grid min-h-16 min-w-20 place-items-center rounded-2xl bg-dusk-high"
                onClick={() => open(null)}
              >
                <Pictogram name="previous" size={32} />
              </button>
            )}
            <button
              type="button"
              data-control="close"
              className="flex min-h-16 flex-1 items-center justify-center gap-3 rounded-2xl bg-birch font-bold text-ink"
              onClick={close}
            >
              <Pictogram name="cross" />
              {t('close')}
            </button>
          </div>
        </div>
      )}
    </PhoneSheet>
  )
}

const ROW =
  'flex min-h-16 w-full items-center gap-4 rounded-2xl border-2 border-slate bg-dusk-high px-4 py-2 text-start text-lg leading-snug font-semibold text-birch'

type RowProps = {
  leaf: Leaf
  picture: PictogramName
  word: string
  /** What is chosen now. */
  now?: ReactNode
  count?: number
  usedBytes?: number
  onOpen: (leaf: Leaf) => void
}

function Row({ leaf, picture, word, now, count = 0, usedBytes, onOpen }: RowProps) {
  return (
    <li>
      <button type="button" data-open={leaf} data-used-bytes={usedBytes} className={ROW} onClick={() => onOpen(leaf)}>
        <Pictogram name={picture} size={36} />
        <span className="min-w-0 flex-1">
          <span className="block">{word}</span>
          {now !== undefined && <span className="block text-base font-normal">{now}</span>}
        </span>
        {count > 0 && (
          <span className="grid min-h-8 min-w-8 place-items-center rounded-full bg-sun px-2 font-bold text-ink tabular-nums">
            {count}
          </span>
        )}
        <Pictogram name="next" size={28} />
      </button>
    </li>
  )
}

/** The row that was pressed is gone: those who read by ear go on at the page that took its place. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}
