'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Props = { client: LessonClient; snapshot: LessonSnapshot; names: readonly string[] }

/** Whether the room is heard, and its people: a tap on a name raises the classroom's hand for them, or lowers it. */
export function HostHands({ client, snapshot, names }: Props) {
  const { t } = useTranslation('site')
  const [problem, setProblem] = useState<string | null>(null)
  const town = selfOf(snapshot)?.town ?? ''
  const hand = snapshot.live.hands.find((one) => one.town === town)
  const all = [...new Set(names)]
  const isOfAnother = hand !== undefined && !all.includes(hand.displayName)
  const set = async (forName: string | null) => {
    const outcome = await client.act('hand:set', forName === null ? { raised: false } : { raised: true, forName })
    setProblem(outcome.ok ? null : outcome.code)
  }
  return (
    <div className="flex flex-col gap-3">
      <Room client={client} snapshot={snapshot} town={town} onProblem={setProblem} />
      {hand && isOfAnother && (
        <p className="flex flex-wrap items-center gap-3 rounded-xl bg-sun p-2 font-semibold text-ink" role="status">
          <Pictogram name="hand" size={28} />
          <bdi translate="no" className="min-w-0 flex-1 basis-32 wrap-anywhere">
            {hand.displayName}
          </bdi>
          <button type="button" className="button" onClick={() => void set(null)}>
            {t('lesson:hand.lower')}
          </button>
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="rounded-xl bg-lingon-pale p-3 font-semibold text-lingon">
          {problem === 'lesson.peer-unknown' ? t('live.noScreen') : t(`errors:${problem}`)}
        </p>
      )}
      <ul className="grid grid-cols-2 gap-2" aria-label={t('live.handFor')}>
        {all.map((name) => {
          const isUp = hand?.displayName === name
          return (
            <li key={name}>
              <button
                type="button"
                aria-pressed={isUp}
                onClick={() => void set(isUp ? null : name)}
                className={`flex size-full min-h-[62px] items-center gap-2 rounded-[14px] border-2 px-2.5 py-1.5 text-start leading-[1.2] font-bold ${isUp ? 'border-sun bg-sun' : 'border-bark bg-snow'}`}
              >
                <Pictogram name="hand" className={isUp ? '' : 'text-spruce'} />
                <span className="min-w-0">
                  <bdi translate="no" className="block wrap-anywhere">
                    {name}
                  </bdi>
                  {isUp && <span className="block font-normal">{t('live.handUp')}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type RoomProps = {
  client: LessonClient
  snapshot: LessonSnapshot
  town: string
  onProblem: (code: string | null) => void
}

/** Who hears the room now; a tap mutes it for everybody, another ends its floor. */
function Room({ client, snapshot, town, onProblem }: RoomProps) {
  const { t } = useTranslation('site')
  const { classroom, muted, selfMuted } = snapshot.live
  const hasFloor = snapshot.peers.some((peer) => peer.memberId === classroom && peer.hasFloor)
  const isSelfMuted = classroom !== null && selfMuted.includes(classroom)
  const isMutedByTeacher = classroom !== null && muted.includes(classroom)
  const isMuted = isSelfMuted || isMutedByTeacher
  const tell = async (acting: ReturnType<LessonClient['act']>) => {
    const outcome = await acting
    onProblem(outcome.ok ? null : outcome.code)
  }
  return (
    <div
      data-floor={hasFloor}
      className={`flex flex-col gap-3 rounded-2xl border px-3.5 py-3 leading-[1.3] ${hasFloor ? 'border-sun bg-sun text-ink' : 'border-bark bg-snow'}`}
    >
      <div
        role="status"
        data-heard={isMuted ? 'nobody' : hasFloor ? 'all' : 'teacher'}
        className="flex items-center gap-3"
      >
        <Pictogram
          name={isMuted ? 'microphone-off' : 'microphone'}
          isSolid={hasFloor && !isMuted}
          size={hasFloor ? 40 : 28}
        />
        <p>
          <strong className={hasFloor ? 'text-lg leading-[1.3]' : ''}>
            {isMuted ? t('live.nobodyHears') : hasFloor ? t('live.haveFloor', { town }) : t('live.onlyTeacher')}
          </strong>{' '}
          <span className="block">
            {isSelfMuted
              ? t('live.weMuted')
              : isMutedByTeacher
                ? t('live.teacherMuted')
                : hasFloor
                  ? t('live.allHear')
                  : t('live.tapName')}
          </span>
        </p>
      </div>
      {classroom !== null && (
        <div className="grid grid-cols-2 gap-2">
          <button
            type="button"
            data-control="mute-us"
            aria-pressed={isSelfMuted}
            className={`button min-h-14 ${isSelfMuted ? 'button-main' : ''}`}
            onClick={() => void tell(client.act('classroom:mute', { isMuted: !isSelfMuted }))}
          >
            <Pictogram name={isSelfMuted ? 'microphone' : 'microphone-off'} />
            <span>{isSelfMuted ? t('live.unmuteUs') : t('live.muteUs')}</span>
          </button>
          {hasFloor && (
            <button
              type="button"
              data-control="end-floor"
              className="button min-h-14"
              onClick={() => void tell(client.act('floor:set', { memberId: classroom, given: false }))}
            >
              <Pictogram name="check" />
              <span>{t('live.weAreDone')}</span>
            </button>
          )}
        </div>
      )}
    </div>
  )
}
