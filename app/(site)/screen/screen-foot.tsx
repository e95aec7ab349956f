'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { formatLength, formatTime } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { HelpNumber } from '@/app/_lesson/help-number'
import { useNow } from '@/app/_lesson/use-now'
import { useStuck } from '@/app/_lesson/use-stuck'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'
import { troubleOf } from '@/lesson-client/local-media/local-source'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationClock } from '@/lesson-client/state/situation-clock'
import type { Situation } from '@/lesson-client/state/situation'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { footMessageOf, SITUATION_PICTURES, type FootMessage } from './foot-message'
import { HeardSign } from './heard-sign'

type Props = {
  situation: Situation
  snapshot: LessonSnapshot
  lesson: MyLesson
  /** The column of people has no room to say whether the classroom is heard, so the foot does. */
  saysHeard: boolean
}

const TONES = {
  plain: { ground: 'bg-ink text-birch', second: 'text-mist', picture: 'text-sun' },
  calm: { ground: 'bg-spruce text-snow', second: 'text-spruce-pale', picture: '' },
  sun: { ground: 'bg-sun-pale text-ink', second: '', picture: '' },
  group: { ground: 'bg-dusk-high text-snow', second: 'text-birch', picture: '' },
} as const

type Looks = { tone: keyof typeof TONES; picture: PictogramName | null; isSolid?: boolean }

/** One message, and the time. It stands beneath the page, and covers nothing. */
export function ScreenFoot({ situation, snapshot, lesson, saysHeard }: Props) {
  const { t } = useTranslation('screen')
  const isStuck = useStuck(snapshot)
  const voice = useVoiceTrouble(snapshot)
  const camera = troubleOf(snapshot.devices.camera)
  const troubles = [
    ...(voice ? [{ source: 'microphone' as const, text: t(`lesson:device.microphone.${voice}`) }] : []),
    ...(camera
      ? [
          {
            source: 'camera' as const,
            text: t(camera === 'late' ? 'foot.allowCamera' : `lesson:device.camera.${camera}`),
          },
        ]
      : []),
  ]
  const message = footMessageOf(snapshot, { situation, isStuck, troubled: troubles.map(({ source }) => source) })
  const { tone, picture, isSolid } = looksOf(message)
  const { title, text } = wordsOf(message)
  // Before the lesson and in a break is the time to mend a device.
  const [trouble] = troubles
  const isCalm = message.is === 'situation' && (message.situation === 'waiting' || message.situation === 'break')
  const second = trouble && (isCalm || message.is === 'device') ? trouble.text : text
  const isAboutCamera = message.is === 'device' && message.source === 'camera'
  const { ground, second: secondTone, picture: pictureTone } = TONES[tone]
  // The message itself then says that nobody hears the room.
  const isHeardSaid = saysHeard && message.is === 'device' && !isAboutCamera

  function wordsOf(one: FootMessage): { title: ReactNode; text?: ReactNode } {
    switch (one.is) {
      case 'stuck':
        return { title: t('foot.stuck'), text: t('foot.stuckText') }
      case 'situation':
        return { title: t(`foot.${one.situation}`), text: t(`foot.${one.situation}Text`) }
      case 'question':
        return { title: one.isOpen ? t('foot.question') : t('lesson:question.closed') }
      case 'device':
        return { title: t(one.source === 'microphone' ? 'heard.nobody' : 'heard.noCamera') }
      case 'groups':
        return { title: t(one.isWaiting ? 'foot.groupsWait' : 'foot.groups'), text: t('foot.groupsText') }
      case 'floor':
        return {
          title: t('foot.floor', { name: selfOf(snapshot)?.displayName ?? '' }),
          text: t(one.isMuted ? 'heard.nobody' : 'foot.floorText'),
        }
      case 'hand':
        return { title: t('foot.hand'), text: <bdi translate="no">{one.name}</bdi> }
      case 'recording':
        return { title: t('lesson:recording.on'), text: t('foot.recordingText') }
      case 'plain': {
        const theme = lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName
        return { title: <bdi translate="no">{lesson.communicatorName}</bdi>, text: <bdi translate="no">{theme}</bdi> }
      }
    }
  }

  return (
    <div
      role="status"
      aria-live="polite"
      data-region="foot"
      data-situation={situation}
      className={`flex min-w-0 items-center gap-[2.5vh] overflow-hidden px-[3.5vh] ${ground}`}
    >
      {picture && (
        <Pictogram
          name={picture}
          isSolid={isSolid}
          className={`size-[10vh] ${message.is === 'recording' ? 'text-lingon-light' : pictureTone}`}
        />
      )}
      <div data-region={isHeardSaid ? 'column-foot' : undefined} className="min-w-0 flex-1">
        <p
          data-text={message.is === 'plain' ? 'name' : 'sentence'}
          className={`leading-[1.15] font-bold wrap-anywhere ${message.is === 'plain' ? 'line-clamp-1 text-[5.6vh]' : 'line-clamp-2 text-[6.3vh]'}`}
        >
          {title}
        </p>
        {second && (
          <p className={`line-clamp-2 text-[4.2vh] leading-[1.2] ${secondTone}`}>
            <span>{second}</span> <HelpNumber situation={isStuck ? 'media-blocked' : situation} snapshot={snapshot} />
          </p>
        )}
      </div>
      {saysHeard && !isHeardSaid && (
        <HeardSign snapshot={snapshot} isCameraSaid={isAboutCamera} className="max-w-[30vh]" />
      )}
      {snapshot.live.recording && message.is !== 'recording' && (
        <p className="flex max-w-[30vh] items-center gap-[1.4vh] text-[4.2vh] leading-[1.15] font-bold">
          <Pictogram name="record" isSolid className={`size-[4.5vh] ${tone === 'plain' ? 'text-lingon-light' : ''}`} />
          {t('lesson:recording.on')}
        </p>
      )}
      {/* What is to be done about the camera needs the room of the clock. */}
      {!(saysHeard && isAboutCamera) && <FootTime situation={situation} snapshot={snapshot} />}
    </div>
  )
}

function looksOf(message: FootMessage): Looks {
  switch (message.is) {
    case 'stuck':
      return { tone: 'sun', picture: 'lock' }
    case 'situation': {
      const { situation } = message
      const isCalm = situation === 'waiting' || situation === 'break' || situation === 'connecting'
      return { tone: isCalm ? 'calm' : 'sun', picture: SITUATION_PICTURES[situation] }
    }
    case 'groups':
      return { tone: 'group', picture: 'groups' }
    case 'device':
      return { tone: 'sun', picture: `${message.source}-off` }
    case 'floor':
      return { tone: 'plain', picture: message.isMuted ? 'microphone-off' : 'microphone', isSolid: !message.isMuted }
    case 'hand':
    case 'question':
      return { tone: 'plain', picture: 'hand' }
    case 'recording':
      return { tone: 'plain', picture: 'record', isSolid: true }
    case 'plain':
      return { tone: 'plain', picture: null }
  }
}

/** How long a situation has lasted or still lasts, the rest of a small group's time, or else the time of day. */
function FootTime({ situation, snapshot }: Pick<Props, 'situation' | 'snapshot'>) {
  const now = useNow()
  if (now === null) return null
  const clock = situation === 'break' ? null : situationClock(situation, snapshot)
  const groupsEndAtMs = situation === 'live' ? (snapshot.live.groups?.endsAtMs ?? null) : null
  const length = clock ? ('fromMs' in clock ? now - clock.fromMs : clock.untilMs - now) : null
  return (
    <bdi translate="no" aria-hidden="true" className="shrink-0 text-[8.5vh] leading-none font-bold tabular-nums">
      {length !== null
        ? formatLength(length)
        : groupsEndAtMs !== null
          ? formatLength(groupsEndAtMs - now - snapshot.clockOffsetMs)
          : formatTime(now + snapshot.clockOffsetMs)}
    </bdi>
  )
}
