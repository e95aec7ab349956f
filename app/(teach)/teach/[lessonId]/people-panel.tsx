'use client'

import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { MINUTE_MS } from '@/domain/durations'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { PeerState } from '@/protocol/server-messages'

import { useIsStaff } from './cockpit-holding'
import { WaitingRoomQueue } from './waiting-room-queue'
import { InviteLink } from './invite-link'

type Props = { lessonId: string; client: LessonClient; snapshot: LessonSnapshot }

/** Members and visitors, and the actions on them. */
export function PeoplePanel({ lessonId, client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const { waitingRoom } = snapshot.live
  const selfMember = selfOf(snapshot)?.memberId
  const people = snapshot.peers
    .filter((peer) => peer.role !== 'classroom' && peer.role !== 'visitor' && peer.memberId !== selfMember)
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'sv'))
  return (
    <div className="flex flex-col gap-4">
      <WaitingRoomQueue client={client} waiting={waitingRoom.waiting} lessonId={lessonId} />
      <button
        type="button"
        aria-pressed={waitingRoom.isLocked}
        className={`button ${waitingRoom.isLocked ? 'button-stop' : ''}`}
        onClick={() => void client.act('lesson:lock', { isLocked: !waitingRoom.isLocked })}
      >
        <Pictogram name={waitingRoom.isLocked ? 'lock' : 'unlock'} />
        <span>{waitingRoom.isLocked ? t('waitingRoom.unlock') : t('waitingRoom.lock')}</span>
      </button>
      <ul className="flex flex-col gap-2">
        {people.map((peer) => (
          <Person key={peer.peerId} peer={peer} client={client} snapshot={snapshot} />
        ))}
      </ul>
      {people.length === 0 && <p className="text-mist">{t('homes.none')}</p>}
      {(['waiting-room', 'guest', 'substitute'] as const).map((kind) => (
        <InviteLink key={kind} kind={kind} lessonId={lessonId} />
      ))}
    </div>
  )
}

function Person({ peer, client, snapshot }: { peer: PeerState; client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const { memberId, displayName } = peer
  const isStaff = useIsStaff()
  const returned = snapshot.live.returned.find((one) => one.memberId === memberId)
  const isMuted = snapshot.live.muted.includes(memberId)
  const isCameraStopped = snapshot.live.camerasStopped.includes(memberId)
  const isHere = peer.isConnected && (peer.isMediaUp || peer.role === 'host')
  return (
    <li className="flex flex-col gap-2 rounded-xl border-2 border-hair p-2">
      <p className="flex items-center gap-2">
        <Pictogram name={isHere ? (peer.hasFloor ? 'microphone' : 'ear') : 'signal-lost'} />
        <span className="min-w-0 flex-1">
          <bdi translate="no" className="block font-semibold wrap-anywhere">
            {displayName}
          </bdi>
          <span className="text-mist">
            <span>{t(`roles.${peer.role}`)}</span>
            {peer.town && (
              <>
                <span> · </span>
                <bdi translate="no">{peer.town}</bdi>
              </>
            )}
          </span>
          {returned && (
            <span data-returned className="block text-mist">
              <span>{t('people.returned', { count: Math.round(returned.awayMs / MINUTE_MS) })}</span>
              <span> · </span>
              <bdi translate="no">{formatTime(returned.atMs)}</bdi>
            </span>
          )}
        </span>
      </p>
      {/* A substitute cannot act on the communicator. */}
      {(isStaff || peer.role !== 'communicator') && (
        <details>
          <summary className="min-h-11 rounded-lg px-2 py-2 font-semibold underline underline-offset-4">
            {t('people.more')}
          </summary>
          <div className="mt-1 flex flex-wrap gap-2">
            <button
              type="button"
              className="button px-3"
              aria-pressed={isMuted}
              onClick={() => void client.act('member:mute', { memberId, isMuted: !isMuted })}
            >
              <Pictogram name="microphone-off" />
              <span>{isMuted ? t('people.unmute') : t('people.mute')}</span>
            </button>
            <button
              type="button"
              className="button px-3"
              aria-pressed={isCameraStopped}
              onClick={() => void client.act('member:stop-camera', { memberId, isStopped: !isCameraStopped })}
            >
              <Pictogram name="camera-off" />
              <span>{isCameraStopped ? t('people.allowCamera') : t('people.stopCamera')}</span>
            </button>
            <button
              type="button"
              data-control="remove"
              className="button button-stop px-3"
              onClick={() => void client.act('member:remove', { memberId })}
            >
              <Pictogram name="leave" />
              {t('people.remove')}
            </button>
          </div>
        </details>
      )}
    </li>
  )
}
