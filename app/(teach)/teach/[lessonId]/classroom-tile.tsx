'use client'

import { useTranslation } from 'react-i18next'

import type { LiveView } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { RemoteTrack } from '@/lesson-client/state/lesson-snapshot'
import { useLasting } from '@/app/_lesson/use-lasting'
import { SignalBars } from '@/app/_lesson/signal-bars'
import { VideoTile } from '@/app/_lesson/video-tile'
import { MINUTE_MS } from '@/domain/durations'
import type { PeerState } from '@/protocol/server-messages'

import { TownPulse } from './town-pulse'

type Props = {
  peer: PeerState
  client: LessonClient
  picture: RemoteTrack | undefined
  live: LiveView
  isSpeaking: boolean
  /** A host has their page open beside this screen. */
  hasHost: boolean
  /** The server's time; null before the page is hydrated. */
  nowMs: number | null
}

/** A classroom that has been silent for this long is highlighted. */
const QUIET_AFTER_MS = 10 * MINUTE_MS

/** A town's classroom: its picture, headcount, network quality, silence, and the floor. */
export function ClassroomTile({ peer, client, picture, live, isSpeaking, hasHost, nowMs }: Props) {
  const { t } = useTranslation('teach')
  const isWell = peer.isConnected && peer.isMediaUp
  const isMuted = live.muted.includes(peer.memberId)
  const quality = isWell ? (peer.quality ?? 3) : 0
  const border = peer.hasFloor ? 'border-sun' : isSpeaking ? 'border-moss-pale' : 'border-slate'
  return (
    <li className={`overflow-hidden rounded-card border-2 bg-night ${border}`} data-town={peer.town}>
      <div className="relative aspect-video">
        {picture ? (
          <VideoTile
            track={picture.track}
            of={`classroom-${peer.displayName}`}
            label={peer.displayName}
            onSize={(layer) => client.preferLayer(picture.consumerId, layer)}
          />
        ) : (
          <div className="grid size-full place-items-center text-bark">
            <Pictogram name={isWell ? 'camera-off' : 'signal-lost'} size={56} />
          </div>
        )}
        {isSpeaking && (
          <span className="absolute start-2 top-2 rounded-full bg-moss p-1.5 text-snow">
            <Pictogram name="sound" size={22} />
            <span className="sr-only">{t('classrooms.speaking')}</span>
          </span>
        )}
      </div>
      <div className="flex flex-col gap-2 p-2">
        <div>
          <p className="flex items-center justify-between gap-2">
            <bdi className="min-w-0 truncate text-lg font-bold">{peer.displayName}</bdi>
            <SignalBars quality={quality} label={t(`classrooms.quality.${quality}`)} />
          </p>
          <p className="flex flex-wrap items-center gap-x-2">
            <Pictogram name="people" size={20} />
            {t('classrooms.people', { count: peer.headcount ?? 0 })}
            {!isWell && <span className="font-semibold text-sun">{t('classrooms.connectionLost')}</span>}
            {isWell && quality < 2 && (
              <span className="font-semibold text-sun">{t(`classrooms.quality.${quality}`)}</span>
            )}
            {isWell && <Unheard isSo={!peer.isHeard && !isMuted} />}
            {!hasHost && <span className="text-bark">{t('classrooms.noHost')}</span>}
            {isWell && <Quiet memberId={peer.memberId} live={live} nowMs={nowMs} />}
          </p>
        </div>
        <TownPulse reactions={live.reactions.filter((reaction) => reaction.town === peer.town)} nowMs={nowMs} />
        <div className="flex flex-wrap gap-2">
          <button
            type="button"
            className="button flex-1 px-2"
            aria-pressed={peer.hasFloor}
            onClick={() => void client.act('floor:set', { memberId: peer.memberId, given: !peer.hasFloor })}
          >
            {peer.hasFloor ? t('floor.take') : t('floor.showToAll')}
          </button>
          <button
            type="button"
            className={`button px-2 ${isMuted ? 'button-stop' : ''}`}
            aria-pressed={isMuted}
            aria-label={t(isMuted ? 'classrooms.unmute' : 'classrooms.mute', { town: peer.displayName })}
            onClick={() => void client.act('member:mute', { memberId: peer.memberId, isMuted: !isMuted })}
          >
            <Pictogram name={isMuted ? 'microphone-off' : 'microphone'} />
          </button>
        </div>
      </div>
    </li>
  )
}

/** Between a classroom's entry and its first packets. */
const UNHEARD_SHOWN_AFTER_MS = 5_000

/** Shows that a classroom would not be heard if it spoke. */
function Unheard({ isSo }: { isSo: boolean }) {
  const { t } = useTranslation('teach')
  if (!useLasting(isSo, UNHEARD_SHOWN_AFTER_MS)) return null
  return (
    <span data-unheard className="flex items-center gap-1 font-semibold text-sun">
      <Pictogram name="microphone-off" size={20} />
      {t('classrooms.unheard')}
    </span>
  )
}

/** Shows when nobody has been heard in a classroom for a while. */
function Quiet({ memberId, live, nowMs }: { memberId: string; live: LiveView; nowMs: number | null }) {
  const { t } = useTranslation('teach')
  const heardAtMs = live.heard.find((one) => one.memberId === memberId)?.atMs ?? live.lesson.liveAtMs
  if (nowMs === null || heardAtMs === null || nowMs - heardAtMs < QUIET_AFTER_MS) return null
  const minutes = Math.floor((nowMs - heardAtMs) / MINUTE_MS)
  return <span className="font-semibold text-sun">{t('classrooms.quiet', { count: minutes })}</span>
}
