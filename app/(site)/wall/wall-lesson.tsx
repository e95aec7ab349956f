'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { fetchTicket } from '@/app/_room/fetch-ticket'
import type { Ticket } from '@/app/_room/room-client'
import type { RoomSnapshot } from '@/app/_room/room-snapshot'
import { situationOf } from '@/app/_room/situation'
import { useRoom } from '@/app/_room/use-room'
import { VideoTile } from '@/app/_room/video-tile'
import { useSound, Voices } from '@/app/_room/voices'
import type { MyLesson } from '@/services/live/list-my-lessons'

import { usePairing } from './use-pairing'
import { useRoomDevices } from './use-room-devices'
import { WallBand } from './wall-band'
import { WallNotice } from './wall-notice'

type Props = { lesson: MyLesson; firstTicket: Ticket; townName: string }

const BACK_TO_IDLE_MS = 30_000

/** The lesson on a classroom's wall. Nobody touches it: it goes in, opens its devices and mends itself. */
export function WallLesson({ lesson, firstTicket, townName }: Props) {
  const { t } = useTranslation('wall')
  const getTicket = useCallback(() => fetchTicket('endpoint', lesson.lessonId), [lesson.lessonId])
  const [room, snapshot] = useRoom({ firstTicket, fetchTicket: getTicket, isStraightIn: true })
  const { isSoundBlocked, onSoundBlocked, playSound } = useSound()
  const problems = useRoomDevices(room, snapshot.phase === 'in')
  const situation = situationOf(snapshot)
  const isOver = snapshot.closed !== null || situation === 'ended'
  useBackToIdle(isOver, situation === 'refused')
  usePairing(lesson.lessonId)

  if (isOver) {
    const word = situation === 'ended' || situation === 'replaced' ? situation : 'closed'
    return <WallNotice picture={situation === 'ended' ? 'check' : 'screen'} title={t(`over.${word}`)} text={townName} />
  }
  return (
    <main className="dark relative h-dvh overflow-hidden bg-ink text-birch">
      <Voices tracks={snapshot.tracks} isOn={snapshot.phase === 'in'} onBlocked={onSoundBlocked} />
      <WallStage
        snapshot={snapshot}
        lesson={lesson}
        onSize={(consumerId, layer) => room?.preferLayer(consumerId, layer)}
      />
      <WallBand situation={situation} lostAtMs={snapshot.lostAtMs} problems={problems} />
      {isSoundBlocked && (
        <button
          type="button"
          onClick={playSound}
          className="absolute inset-0 grid place-items-center bg-ink/85 font-bold text-birch"
          style={{ fontSize: '7vh' }}
        >
          <span className="flex items-center gap-[3vh]">
            <Pictogram name="sound" className="size-[14vh]" />
            {t('touchForSound')}
          </span>
        </button>
      )}
    </main>
  )
}

type StageProps = { snapshot: RoomSnapshot; lesson: MyLesson; onSize: (consumerId: string, layer: number) => void }

/** The communicator fills the wall; whoever has the floor stands beside her, large enough to be seen from the back row. */
function WallStage({ snapshot, lesson, onSize }: StageProps) {
  const { t } = useTranslation('wall')
  const peerOf = (peerId: string) => snapshot.peers.find((peer) => peer.peerId === peerId)
  const pictures = snapshot.tracks.filter((one) => one.source === 'camera' && !one.isPaused)
  const communicator = pictures.find((one) => peerOf(one.peerId)?.role === 'communicator')
  const others = pictures.filter((one) => one !== communicator)
  return (
    <div className="flex size-full">
      <div className="relative min-w-0 flex-1">
        {communicator ? (
          <VideoTile
            track={communicator.track}
            of="communicator"
            label={lesson.communicatorName}
            fit="contain"
            onSize={(layer) => onSize(communicator.consumerId, layer)}
          />
        ) : (
          <div className="flex size-full flex-col items-center justify-center gap-[4vh] p-[4vh] text-center">
            <Pictogram name="person" className="size-[24vh] text-bark" />
            <h1 className="font-bold" style={{ fontSize: '7vh', lineHeight: 1.3 }}>
              {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
            </h1>
            <p style={{ fontSize: '5vh' }}>
              <bdi>{lesson.communicatorName}</bdi>
            </p>
          </div>
        )}
      </div>
      {others.length > 0 && (
        <ul className="flex w-1/3 flex-col">
          {others.map((one) => (
            <li key={one.consumerId} className="relative min-h-0 flex-1 border-s-4 border-sun">
              <VideoTile
                track={one.track}
                of="floor"
                label={peerOf(one.peerId)?.displayName ?? ''}
                fit="contain"
                onSize={(layer) => onSize(one.consumerId, layer)}
              />
              <p
                className="absolute inset-x-0 bottom-0 truncate bg-ink/85 px-[2vh] font-bold"
                style={{ fontSize: '4.5vh' }}
              >
                <bdi>{peerOf(one.peerId)?.displayName}</bdi>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** After the last word the wall looks for the next lesson by itself; one that was refused takes the page anew, for it may be old. */
function useBackToIdle(isOver: boolean, isRefused: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isOver) return
    const again = () => (isRefused ? window.location.reload() : router.refresh())
    const timer = setInterval(again, BACK_TO_IDLE_MS)
    return () => clearInterval(timer)
  }, [isOver, isRefused, router])
}
