'use client'

import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { isRightToLeft } from '@/app/_components/is-right-to-left'
import { Pictogram } from '@/app/_components/pictogram'
import { useNow } from '@/app/_lesson/use-now'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { roomsOf } from './planned-rooms'
import { RoomTile, type Place } from './room-tile'
import { TownPulse } from './town-pulse'
import { useDismiss } from './use-dismiss'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  /** The names of the classrooms that take part by the plan. */
  planned: readonly string[]
}

const HOME = 'home'

/** The classrooms by name, then everybody at home: each keeps its place for as long as the lesson lasts. */
export function Rooms({ client, snapshot, planned }: Props) {
  const { t } = useTranslation('teach')
  const now = useNow(5_000)
  const grid = useRef<HTMLUListElement>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const { live, peers, tracks, clockOffsetMs } = snapshot
  const serverNow = now === null ? null : now + clockOffsetMs
  const classrooms = peers.filter((peer) => peer.role === 'classroom')
  const seen = useEverSeen([...classrooms, ...live.departed])
  const rooms = roomsOf(seen, planned)
  const shown = rooms.length > 0 ? rooms : [null]
  const count = shown.length + 1
  const columns = count <= 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : count <= 16 ? 4 : 5
  const placeOf = (index: number): Place => ({
    isLast: columns > 1 && index % columns === columns - 1,
    isLowRow: count > columns && Math.floor(index / columns) === Math.floor((count - 1) / columns),
  })
  useDismiss(opened !== null, '.ck-act', (by) => {
    if (by === 'escape') grid.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus()
    setOpened(null)
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const sideways = isRightToLeft(event.currentTarget) ? -1 : 1
    const by = { ArrowRight: sideways, ArrowLeft: -sideways, ArrowDown: columns, ArrowUp: -columns }[event.key]
    if (by === undefined) return
    const tiles = [...(grid.current?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])]
    const at = tiles.findIndex((tile) => tile === document.activeElement)
    if (at === -1) return
    event.preventDefault()
    event.stopPropagation()
    tiles[at + by]?.focus()
  }
  const size = count > 9 ? 'is-many is-crowd' : count > 4 ? 'is-many' : 'is-few'
  const homes = peers.filter((peer) => peer.role === 'participant')
  const homePulse = live.reactions.filter((reaction) => reaction.town === '')
  const homeHands = live.hands.filter((hand) => hand.town === '').length
  return (
    <section aria-label={t('classrooms.title')} data-region="rooms">
      <h2 className="sr-only">{t('classrooms.title')}</h2>
      <ul ref={grid} className={`ck-rooms ${size}`} style={{ '--cols': columns } as React.CSSProperties}>
        {shown.map((room, index) => {
          const peer = classrooms.find((one) => one.memberId === room?.memberId)
          const gone = live.departed.find((one) => one.memberId === room?.memberId)
          if (!peer) {
            return (
              <li
                key={room?.memberId ?? `awaited ${index}`}
                data-awaited={room !== null && !gone}
                className="ck-room is-empty"
              >
                <div className="is-picture">
                  <Pictogram name={gone ? 'leave' : 'screen'} size={32} />
                </div>
                <p className="is-words">
                  <span className="is-name">
                    {room === null ? t('classrooms.none') : <bdi translate="no">{room.displayName}</bdi>}
                  </span>
                  {room !== null && !gone && <span className="sr-only">{t('classrooms.awaited')}</span>}
                  {gone && (
                    <span className="ck-chip">
                      <span className="sr-only">{t('classrooms.left')}</span>
                      <bdi translate="no">{formatTime(gone.atMs)}</bdi>
                    </span>
                  )}
                </p>
              </li>
            )
          }
          return (
            <RoomTile
              key={peer.memberId}
              peer={peer}
              client={client}
              snapshot={snapshot}
              picture={tracks.find((one) => one.peerId === peer.peerId && one.source === 'camera' && !one.isPaused)}
              place={placeOf(index)}
              isFirst={index === 0}
              hasRoom={count <= 4}
              isOpen={opened === peer.memberId}
              nowMs={serverNow}
              onKeyDown={onKeyDown}
              onOpen={(isOpen) => setOpened(isOpen ? peer.memberId : null)}
            />
          )
        })}
        <li key={HOME} data-home className={`ck-room ${homes.length === 0 ? 'is-empty' : ''}`}>
          <div className={`is-picture ${homes.length > 0 ? 'is-raised' : ''}`}>
            <p className="is-home">
              <Pictogram name="phone" size={28} />
              <bdi translate="no">{homes.length}</bdi>
              <span className="sr-only">{t('homes.people', { count: homes.length })}</span>
            </p>
          </div>
          <div className="is-words">
            <span className="is-name">{t('homes.title')}</span>
            {homeHands > 0 ? (
              <span className="ck-chip is-sun">
                <Pictogram name="hand" size={18} />
                <bdi translate="no">{homeHands}</bdi>
                <span className="sr-only">{t('hands.count', { count: homeHands })}</span>
              </span>
            ) : (
              <TownPulse reactions={homePulse} nowMs={serverNow} />
            )}
          </div>
        </li>
      </ul>
    </section>
  )
}

type SeenRoom = { memberId: string; displayName: string }

/** All classrooms that have been seen since the page opened, by the Swedish alphabet: a place is not given up. */
function useEverSeen(rooms: readonly SeenRoom[]): readonly SeenRoom[] {
  const [seen, setSeen] = useState<readonly SeenRoom[]>([])
  const added = rooms.filter((room) => seen.every((one) => one.memberId !== room.memberId))
  if (added.length === 0) return seen
  const byMember = new Map(
    [...seen, ...added].map(({ memberId, displayName }) => [memberId, { memberId, displayName }]),
  )
  const all = [...byMember.values()].sort(
    (a, b) => a.displayName.localeCompare(b.displayName, 'sv') || a.memberId.localeCompare(b.memberId),
  )
  setSeen(all)
  return all
}
