'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import { useNow } from '@/app/_lesson/use-now'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'
import { isTeaching } from '@/domain/live-lesson/roles'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { troubleOf } from '@/lesson-client/local-media/local-source'
import { can, selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import styles from './phone.module.css'

type Props = {
  /** Null before the page is hydrated. */
  client: LessonClient | null
  snapshot: LessonSnapshot
  isIn: boolean
  /** Makes the page large; null when there is none. */
  onLarge: (() => void) | null
}

/** One line under the page: one's own turn and what is wrong with it, the small group, or who speaks. */
export function PhoneStrip({ client, snapshot, isIn, onLarge }: Props) {
  const { t } = useTranslation('lesson')
  const voice = useVoiceTrouble(snapshot)
  const self = selfOf(snapshot)
  const { live } = snapshot
  const cameraTrouble = troubleOf(snapshot.devices.camera)
  const isMuted = self !== undefined && live.muted.includes(self.memberId)
  if (isIn && client && live.groups) return <Group client={client} snapshot={snapshot} />
  if (isIn && isMuted) return <Line says="turn" tone="bg-dusk" picture="microphone-off" words={t('muted')} />
  const troubles = [
    ...(voice ? [t(`device.microphone.${voice}`)] : []),
    ...(cameraTrouble ? [t(`device.camera.${cameraTrouble}`)] : []),
  ]
  if (isIn && troubles.length > 0)
    return <Line says="trouble" picture={voice ? 'microphone-off' : 'camera-off'} words={troubles.join(' ')} isWrong />
  if (isIn && self?.hasFloor)
    return <Line says="turn" tone="bg-sun text-ink" picture="microphone" words={t('floor.yoursUnheard')} />
  if (isIn && client && live.channels.mine !== null && live.channels.mode !== 'consecutive')
    return <Channel client={client} snapshot={snapshot} language={live.channels.mine} />
  return <Speaker snapshot={snapshot} onLarge={onLarge} />
}

type LineProps = {
  /** Held sideways, the strip is seen only when it says more than who speaks. */
  says: 'turn' | 'trouble' | 'group' | 'channel' | 'nothing'
  tone?: string
  picture: PictogramName
  words: ReactNode
  isWrong?: boolean
  children?: ReactNode
}

function Line({ says, tone = 'bg-night', picture, words, isWrong = false, children }: LineProps) {
  return (
    <div
      data-region="strip"
      data-says={says}
      className={`${styles.strip} ${isWrong ? 'bg-lingon-pale text-ink' : tone}`}
    >
      <p
        role={isWrong ? 'alert' : 'status'}
        aria-live={isWrong ? 'assertive' : 'polite'}
        className={`flex min-w-0 flex-1 items-center gap-2.5 pe-2 leading-[1.2] font-bold ${isWrong ? 'py-1 text-[1.125rem]' : 'sideways:text-[1.125rem]'}`}
      >
        <Pictogram name={picture} size={26} isSolid={picture === 'microphone'} />
        <span className="min-w-0 wrap-break-word">{words}</span>
      </p>
      {children}
    </div>
  )
}

/** Those who have the floor, otherwise the person who teaches; a mark while a recording runs; and the page larger. */
function Speaker({ snapshot, onLarge }: { snapshot: LessonSnapshot; onLarge: (() => void) | null }) {
  const { t } = useTranslation('lesson')
  const onFloor = snapshot.peers.filter((peer) => peer.hasFloor && peer.peerId !== snapshot.selfId)
  const teacher = snapshot.peers.find((peer) => isTeaching(peer.role))
  const names = onFloor.length > 0 ? onFloor.map((peer) => peer.displayName) : teacher ? [teacher.displayName] : []
  return (
    <div data-region="strip" data-says="nothing" className={`${styles.strip} bg-night`}>
      <p role="status" aria-live="polite" className="sr-only">
        {onFloor.length > 0 && t('speaking', { name: names.join(', ') })}
      </p>
      <p aria-hidden="true" className="flex min-w-0 flex-1 items-center gap-2.5 font-bold">
        {names.length > 0 && (
          <Pictogram
            name={onFloor.length > 0 ? 'microphone' : 'sound'}
            isSolid={onFloor.length > 0}
            size={26}
            className="text-moss-light"
          />
        )}
        <bdi translate="no" className="truncate">
          {names.join(', ')}
        </bdi>
      </p>
      {snapshot.live.recording && (
        <span className="text-lingon-light" title={t('recording.on')}>
          <Pictogram name="record" isSolid size={26} />
          <span className="sr-only">{t('recording.on')}</span>
        </span>
      )}
      {onLarge && (
        <button
          type="button"
          aria-label={t('larger')}
          className="grid h-14 w-16 shrink-0 place-items-center"
          onClick={onLarge}
        >
          <Pictogram name="larger" />
        </button>
      )}
    </div>
  )
}

/** In a small group: its other members, its remaining time, and the call for the person who teaches. */
function Group({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const now = useNow()
  const { groups } = snapshot.live
  if (!groups) return null
  const self = selfOf(snapshot)?.memberId
  const others = groups.members.filter((member) => member.memberId !== self)
  return (
    <Line
      says="group"
      tone="bg-fjord-deep text-snow"
      picture="groups"
      words={
        <>
          <span className={groups.mine === null ? '' : 'sr-only'}>
            <span>{groups.mine === null ? t('groups.wait') : t('groups.inGroup')}</span>{' '}
          </span>
          <bdi translate="no" className="line-clamp-2 text-base leading-[1.2]">
            {others.map((member) => member.displayName).join(', ')}
          </bdi>
        </>
      }
    >
      {groups.endsAtMs !== null && now !== null && (
        <bdi translate="no" role="timer" className="font-bold tabular-nums">
          {formatLength(groups.endsAtMs - now - snapshot.clockOffsetMs)}
        </bdi>
      )}
      {can(snapshot, 'call-for-help') && (
        <button
          type="button"
          className="flex min-h-14 max-w-[45%] shrink-0 items-center gap-2 bg-snow px-3 text-base leading-tight font-bold text-ink"
          onClick={() => void client.act('groups:call', {})}
        >
          <Pictogram name="hand" />
          <span className="min-w-0 wrap-break-word">{t('groups.callHelp')}</span>
        </button>
      )}
    </Line>
  )
}

/** While an interpreter is heard: in which language, and a button to hear the floor instead. */
function Channel({ client, snapshot, language }: { client: LessonClient; snapshot: LessonSnapshot; language: string }) {
  const { t } = useTranslation('lesson')
  const nameOf = useLanguageName()
  const isHeard = snapshot.live.channels.list.find((one) => one.language === language)?.isHeard === true
  return (
    <Line
      says={isHeard ? 'nothing' : 'channel'}
      tone="bg-spruce-deep text-snow"
      picture="translate"
      words={
        <span className="text-[1.125rem] leading-tight">
          {isHeard ? t('channel.hearing', { language: nameOf(language) }) : t('channel.noVoice')}
        </span>
      }
    >
      <button
        type="button"
        className="min-h-14 max-w-[40%] shrink-0 bg-snow px-3 text-base leading-tight font-bold text-ink"
        onClick={() => void client.act('channel:listen', { language: null })}
      >
        {t('channel.floor')}
      </button>
    </Line>
  )
}
