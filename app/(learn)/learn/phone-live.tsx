'use client'

import '@/app/zod-without-eval'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { LessonBand, useBand } from '@/app/_lesson/lesson-band'
import type { DataBudget } from '@/app/_lesson/use-data-budget'
import { useEarcons } from '@/app/_lesson/use-earcons'
import { useSize } from '@/app/_lesson/use-size'
import type { Sound } from '@/app/_lesson/use-sound'
import { Voices } from '@/app/_lesson/voices'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'

import styles from './phone.module.css'
import { PhoneControls } from './phone-controls'
import { PhoneFaces } from './phone-faces'
import { hasPage, PhonePage } from './phone-page'
import { PhoneQuestion } from './phone-question'
import { PhoneStrip } from './phone-strip'

// With the lesson's pages comes what connects them, in the same file.
export { fetchTicket } from '@/lesson-client/connection/fetch-ticket'
export { LessonClient } from '@/lesson-client/lesson-client'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  isCameraOffered: boolean
  budget: DataBudget
  sound: Sound
}

/** A rail with this much between its edges has room for a face and for two controls side by side. */
const WIDE_RAIL_PX = 128

/** Upright: page, who speaks, faces, signs and one row of large buttons; sideways: the page, and the rest beside it. */
export function PhoneLive({ client, snapshot, isCameraOffered, budget, sound }: Props) {
  const [isLargeWanted, setLarge] = useState(false)
  const rail = useRef<HTMLDivElement>(null)
  const isWide = (useSize(rail)?.width ?? 0) >= WIDE_RAIL_PX
  const situation = situationOf(snapshot)
  const band = useBand({ situation, snapshot })
  useEarcons(snapshot)
  const isIn = snapshot.phase === 'in' && client !== null
  const question = isIn ? snapshot.live.question : null
  const isPage = hasPage(snapshot)
  const isLarge = isLargeWanted && isPage && !question
  const onSize = (consumerId: string, layer: number | null) => client?.preferLayer(consumerId, layer)
  const faces = <PhoneFaces snapshot={snapshot} onSize={onSize} />
  return (
    <div
      className={`dark bg-ink text-birch ${styles.phone}`}
      data-page={isPage}
      data-question={question !== null}
      data-large={isLarge}
      data-band={band !== null || sound.isSoundBlocked}
    >
      <div className={styles.main}>
        <div data-region="band" className={styles.band}>
          <Voices client={client} snapshot={snapshot} onBlocked={sound.onSoundBlocked} />
          <LessonBand band={band} situation={situation} snapshot={snapshot} client={client} />
          {sound.isSoundBlocked && <PlaySound onTap={sound.playSound} />}
        </div>
        {isPage ? <PhonePage {...{ snapshot, isLarge, onSize }} onLarge={setLarge} /> : faces}
        {question && client ? (
          <PhoneQuestion key={question.questionId} client={client} question={question} />
        ) : (
          <PhoneStrip {...{ client, snapshot, isIn }} onLarge={isPage ? () => setLarge(true) : null} />
        )}
      </div>
      <div
        ref={rail}
        data-region="rail"
        data-wide={isWide}
        data-camera={isCameraOffered && snapshot.sending.camera !== undefined}
        className={styles.rest}
      >
        {isPage && !question && faces}
        {isIn && client && (
          <PhoneControls {...{ client, snapshot, isCameraOffered, budget, isLarge }} onSmall={() => setLarge(false)} />
        )}
      </div>
    </div>
  )
}

function PlaySound({ onTap }: { onTap: () => void }) {
  const { t } = useTranslation('lesson')
  return (
    <button
      type="button"
      className="flex min-h-14 w-full items-center justify-center gap-3 bg-birch px-4 font-bold text-ink"
      onClick={onTap}
    >
      <Pictogram name="sound" size={32} />
      {t('soundBlocked')}
    </button>
  )
}
