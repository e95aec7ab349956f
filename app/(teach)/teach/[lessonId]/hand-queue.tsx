'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RoomClient } from '@/app/_room/room-client'
import type { HandRaised } from '@/protocol/live-view'
import type { PeerState } from '@/protocol/server-messages'

type Props = { room: RoomClient; people: readonly PeerState[]; hands: readonly HandRaised[] }

/** People at home: raised hands first, in the order they were raised. */
export function HandQueue({ room, people, hands: raised }: Props) {
  const { t } = useTranslation('teach')
  const handOf = (peer: PeerState) => raised.find((hand) => hand.seatId === peer.seatId)?.atMs ?? null
  const sorted = [...people].sort(
    (a, b) => rank(a, handOf(a)) - rank(b, handOf(b)) || a.displayName.localeCompare(b.displayName, 'sv'),
  )
  const hands = raised.length
  return (
    <section aria-label={t('homes.title')} className="flex min-h-0 flex-col gap-3 overflow-y-auto">
      <h2 className="text-lg font-bold">
        {t('homes.title')} <bdi>({people.length})</bdi>
      </h2>
      <p role="status" aria-live="polite" className="sr-only">
        {t('homes.hands', { count: hands })}
      </p>
      {people.length === 0 && <p className="text-bark">{t('homes.none')}</p>}
      <ul className="flex flex-col gap-2">
        {sorted.map((peer) => (
          <li
            key={peer.peerId}
            className={`flex flex-wrap items-center gap-2 rounded-xl border-2 p-2 ${tone(peer, handOf(peer))}`}
          >
            <Pictogram name={icon(peer, handOf(peer))} size={28} />
            <bdi className="min-w-0 flex-1 basis-32 font-semibold wrap-anywhere">{peer.displayName}</bdi>
            {(peer.hasFloor || handOf(peer) !== null) && (
              <button
                type="button"
                className="button"
                onClick={() => void room.act('floor:set', { seatId: peer.seatId, given: !peer.hasFloor })}
              >
                {peer.hasFloor ? t('floor.take') : t('floor.give')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function rank(peer: PeerState, handAtMs: number | null): number {
  if (peer.hasFloor) return 0
  return handAtMs ?? Number.MAX_SAFE_INTEGER
}

function icon(peer: PeerState, handAtMs: number | null) {
  if (peer.hasFloor) return 'microphone'
  if (handAtMs !== null) return 'hand'
  return peer.isConnected && peer.isMediaUp ? 'ear' : 'signal-lost'
}

function tone(peer: PeerState, handAtMs: number | null): string {
  if (peer.hasFloor) return 'border-sun'
  return handAtMs === null ? 'border-slate' : 'border-sun bg-sun text-ink'
}
