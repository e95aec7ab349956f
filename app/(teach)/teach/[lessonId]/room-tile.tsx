'use client'

import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { SignalBars } from '@/app/_lesson/signal-bars'
import { useLasting } from '@/app/_lesson/use-lasting'
import { VideoTile } from '@/app/_lesson/video-tile'
import { MINUTE_MS } from '@/domain/durations'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot, RemoteTrack } from '@/lesson-client/state/lesson-snapshot'
import type { PeerState } from '@/protocol/server-messages'

import { isFresh, TownPulse } from './town-pulse'

/** Where a tile stands in the grid, and thereby to which sides it can grow. */
export type Place = { isLast: boolean; isLowRow: boolean }

type Props = {
  peer: PeerState
  client: LessonClient
  snapshot: LessonSnapshot
  picture: RemoteTrack | undefined
  place: Place
  isFirst: boolean
  /** There is room for the head count and the line beside what matters most. */
  hasRoom: boolean
  isOpen: boolean
  /** The server's time; null before the page is hydrated. */
  nowMs: number | null
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onOpen: (isOpen: boolean) => void
}

/** A classroom that has been silent for this long is highlighted. */
const QUIET_AFTER_MS = 10 * MINUTE_MS
/** Between a classroom's entry and its first packets. */
const UNHEARD_SHOWN_AFTER_MS = 5_000

/** A town's classroom: its picture, its name, and what matters most about it; pressed, it offers the floor. */
export function RoomTile(props: Props) {
  const { t } = useTranslation('teach')
  const { peer, client, snapshot, picture, place, isOpen, onOpen } = props
  const isWell = peer.isConnected && peer.isMediaUp
  const isTalking = snapshot.speaker === peer.memberId
  const look = !isWell ? 'is-lost' : peer.hasFloor ? 'is-floor' : isTalking ? 'is-talking' : ''
  const at = `${place.isLast ? 'is-last' : ''} ${place.isLowRow ? 'is-low-row' : ''}`
  return (
    <li className={`ck-room ${look} ${at}`} data-town={peer.town}>
      <div className="is-picture">
        {picture ? (
          <VideoTile
            track={picture.track}
            of={`classroom-${peer.displayName}`}
            label={peer.displayName}
            onSize={(layer) => client.preferLayer(picture.consumerId, layer)}
          />
        ) : (
          <Pictogram name={isWell ? 'camera-off' : 'signal-lost'} size={36} />
        )}
      </div>
      <div className="is-words">
        <bdi translate="no" className="is-name">
          {peer.displayName}
        </bdi>
        <What {...props} isWell={isWell} isTalking={isTalking} />
      </div>
      <button
        type="button"
        data-tile
        tabIndex={props.isFirst ? 0 : -1}
        aria-expanded={isOpen}
        aria-label={peer.displayName}
        onKeyDown={props.onKeyDown}
        onClick={() => onOpen(!isOpen)}
      />
      {isOpen && <Act {...props} isWell={isWell} />}
      <span className="sr-only">{isTalking && t('classrooms.speaking')}</span>
    </li>
  )
}

type WhatProps = Props & { isWell: boolean; isTalking: boolean }

/** One chip, the strongest; the head count and the line stand beside it where there is room. */
function What({ peer, snapshot, hasRoom, nowMs, isWell, isTalking }: WhatProps) {
  const { t } = useTranslation('teach')
  const { live } = snapshot
  const isSelfMuted = live.selfMuted.includes(peer.memberId)
  const isMuted = isSelfMuted || live.muted.includes(peer.memberId)
  const isUnheard = useLasting(isWell && !peer.isHeard && !isMuted, UNHEARD_SHOWN_AFTER_MS)
  const quality = isWell ? (peer.quality ?? 3) : 0
  const hands = live.hands.filter((hand) => hand.town === peer.town).length
  const quietFor = quietMinutes(peer.memberId, live, nowMs)
  const reactions = live.reactions.filter((reaction) => reaction.town === peer.town)
  const present = (
    <Chip picture="people" word={t('classrooms.people', { count: peer.headcount ?? 0 })} number={peer.headcount ?? 0} />
  )
  const line = (
    <span className={`ck-chip ${quality < 2 ? 'is-low' : ''}`}>
      <SignalBars quality={quality} label={t(`classrooms.quality.${quality}`)} size={18} />
    </span>
  )
  const chip = !isWell ? (
    <>
      <span className="sr-only">{t('classrooms.connectionLost')}</span>
      {line}
    </>
  ) : isUnheard ? (
    <span data-unheard>
      <Chip picture="microphone-off" tone="is-sun" word={t('classrooms.unheard')} />
    </span>
  ) : hands > 0 ? (
    <Chip picture="hand" tone="is-sun" word={t('hands.count', { count: hands })} number={hands} />
  ) : isSelfMuted ? (
    <Chip picture="microphone-off" tone="is-low" word={t('classrooms.selfMuted')} />
  ) : peer.hasFloor ? (
    <Chip picture="microphone" tone="is-low" isSolid word={t('hands.speaking')} />
  ) : isMuted ? (
    <Chip picture="microphone-off" tone="is-low" word={t('classrooms.muted')} />
  ) : quality < 2 ? (
    line
  ) : quietFor !== null ? (
    <Chip picture="clock" tone="is-low" word={t('classrooms.quiet', { count: quietFor })} number={quietFor} />
  ) : reactions.some((reaction) => isFresh(reaction, nowMs)) ? (
    <TownPulse reactions={reactions} nowMs={nowMs} />
  ) : isTalking ? (
    <Chip picture="sound" tone="is-well" word={t('classrooms.speaking')} />
  ) : null
  if (!hasRoom) return chip ?? present
  return (
    <>
      {isWell && chip !== line && chip}
      {isWell && present}
      {line}
    </>
  )
}

type ChipProps = { picture: PictogramName; word: string; number?: number; tone?: string; isSolid?: boolean }

function Chip({ picture, word, number, tone = '', isSolid = false }: ChipProps) {
  return (
    <span className={`ck-chip ${tone}`}>
      <Pictogram name={picture} size={18} isSolid={isSolid} />
      {number !== undefined && (
        <bdi translate="no" aria-hidden="true">
          {number}
        </bdi>
      )}
      <span className="sr-only">{word}</span>
    </span>
  )
}

/** What a pressed tile offers, and in words what its chip and its bars mean. */
function Act({ peer, client, snapshot, nowMs, isWell, onOpen }: Props & { isWell: boolean }) {
  const { t } = useTranslation('teach')
  const { live, peers } = snapshot
  const { memberId, displayName, hasFloor } = peer
  const isMuted = live.muted.includes(memberId)
  const hasHost = peers.some((one) => one.role === 'host' && one.town === peer.town)
  const quality = isWell ? (peer.quality ?? 3) : 0
  const quietFor = quietMinutes(memberId, live, nowMs)
  return (
    <div className="ck-act" role="group" aria-label={displayName}>
      <p>
        <b>
          <bdi translate="no">{displayName}</bdi>
        </b>
        {!isWell && <span>{t('classrooms.connectionLost')}</span>}
        {isWell && quality < 3 && <span>{t(`classrooms.quality.${quality}`)}</span>}
        {isWell && quietFor !== null && <span>{t('classrooms.quiet', { count: quietFor })}</span>}
        {live.selfMuted.includes(memberId) && <span>{t('classrooms.selfMuted')}</span>}
        {!hasHost && <span>{t('classrooms.noHost')}</span>}
      </p>
      <button
        type="button"
        data-control="room-floor"
        className="is-main"
        onClick={() => {
          onOpen(false)
          void client.act('floor:set', { memberId, given: !hasFloor })
        }}
      >
        <Pictogram name="microphone" />
        <span>{hasFloor ? t('floor.take') : t('floor.give')}</span>
      </button>
      <button
        type="button"
        data-control="room-mute"
        aria-pressed={isMuted}
        aria-label={t(isMuted ? 'classrooms.unmute' : 'classrooms.mute', { town: displayName })}
        onClick={() => void client.act('member:mute', { memberId, isMuted: !isMuted })}
      >
        <Pictogram name={isMuted ? 'microphone' : 'microphone-off'} />
        <span>{isMuted ? t('people.unmute') : t('people.mute')}</span>
      </button>
    </div>
  )
}

/** For how many minutes nobody has been heard in a classroom; null while that is not worth a word. */
function quietMinutes(memberId: string, live: LessonSnapshot['live'], nowMs: number | null): number | null {
  const heardAtMs = live.heard.find((one) => one.memberId === memberId)?.atMs ?? live.lesson.liveAtMs
  if (nowMs === null || heardAtMs === null || nowMs - heardAtMs < QUIET_AFTER_MS) return null
  return Math.floor((nowMs - heardAtMs) / MINUTE_MS)
}
