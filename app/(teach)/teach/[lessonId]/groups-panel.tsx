'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { LiveView } from '@/domain/live-lesson/view'
import { formatLength } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useNow } from '@/app/_lesson/use-now'
import type { PeerState } from '@/protocol/server-messages'

import { groupByTown, groupInPairs } from './make-groups'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

const MINUTES = [5, 10, 15, 20, 30]
const GROUPS_MAX = 12

/** Small groups: formed in pairs, by town or by hand; then visited, helped, and called back. */
export function GroupsPanel({ client, snapshot }: Props) {
  const { groups } = snapshot.live
  if (groups) return <OpenGroups client={client} snapshot={snapshot} groups={groups} />
  return <NewGroups client={client} snapshot={snapshot} />
}

function NewGroups({ client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const [minutes, setMinutes] = useState(10)
  const [picked, setPicked] = useState<Readonly<Record<string, number>> | null>(null)
  const members = snapshot.peers
    .filter((peer) => peer.role === 'participant' || peer.role === 'classroom')
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'sv'))
  const open = (groups: string[][]) => {
    const filled = groups.filter((group) => group.length > 0)
    if (filled.length > 0) void client.act('groups:open', { groups: filled, minutes })
  }
  const openPicked = () => {
    const byNumber = Map.groupBy(members, (peer) => picked?.[peer.memberId] ?? 1)
    open([...byNumber.values()].map((peers) => peers.map((peer) => peer.memberId)))
  }
  if (members.length === 0) return <p className="text-mist">{t('groups.nobody')}</p>
  return (
    <div className="flex flex-col gap-3">
      <label className="flex flex-col gap-1 font-semibold">
        {t('groups.minutes')}
        <select
          className="field font-normal text-ink"
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
        >
          {MINUTES.map((one) => (
            <option key={one} value={one}>
              {t('groups.forMinutes', { count: one })}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        data-control="groups-pairs"
        className="button min-h-12"
        onClick={() => open(groupInPairs(members))}
      >
        <Pictogram name="people" />
        {t('groups.pairs')}
      </button>
      <button type="button" className="button min-h-12" onClick={() => open(groupByTown(members))}>
        <Pictogram name="door" />
        {t('groups.byTown')}
      </button>
      {picked === null ? (
        <button type="button" className="button min-h-12" onClick={() => setPicked({})}>
          <Pictogram name="list" />
          {t('groups.byHand')}
        </button>
      ) : (
        <>
          <ul className="flex flex-col gap-2">
            {members.map((peer) => (
              <li key={peer.memberId}>
                <label className="flex items-center gap-2">
                  <bdi translate="no" className="min-w-0 flex-1 wrap-anywhere">
                    {peer.displayName}
                  </bdi>
                  <select
                    className="field w-24 text-ink"
                    value={picked[peer.memberId] ?? 1}
                    onChange={(event) => setPicked({ ...picked, [peer.memberId]: Number(event.target.value) })}
                  >
                    {Array.from({ length: Math.min(GROUPS_MAX, members.length) }, (_, index) => index + 1).map(
                      (one) => (
                        <option key={one} value={one}>
                          {one}
                        </option>
                      ),
                    )}
                  </select>
                </label>
              </li>
            ))}
          </ul>
          <button type="button" className="button button-main min-h-12" onClick={openPicked}>
            {t('groups.start')}
          </button>
        </>
      )}
    </div>
  )
}

type OpenProps = Props & { groups: NonNullable<LiveView['groups']> }

function OpenGroups({ client, snapshot, groups }: OpenProps) {
  const { t } = useTranslation('teach')
  const now = useNow()
  const placed = new Set(groups.members.map((member) => member.memberId))
  const late = snapshot.peers.filter((peer) => peer.role === 'participant' && !placed.has(peer.memberId))
  return (
    <div className="flex flex-col gap-3">
      {groups.endsAtMs !== null && now !== null && (
        <p className="flex items-center gap-2 text-lg font-bold tabular-nums" role="timer">
          <Pictogram name="clock" />
          <bdi translate="no">{formatLength(groups.endsAtMs - now - snapshot.clockOffsetMs)}</bdi>
        </p>
      )}
      <button
        type="button"
        data-control="groups-back"
        className="button button-main min-h-12"
        onClick={() => void client.act('groups:close', {})}
      >
        <Pictogram name="people" />
        {t('groups.back')}
      </button>
      <ul className="flex flex-col gap-2">
        {Array.from({ length: groups.count }, (_, group) => (
          <li
            key={group}
            className={`flex flex-col gap-2 rounded-xl border-2 p-2 ${groups.helpFrom.includes(group) ? 'border-sun bg-sun text-ink' : 'border-hair'}`}
          >
            <p className="flex items-center gap-2 font-bold">
              <span>{t('groups.one', { number: group + 1 })}</span>
              {groups.helpFrom.includes(group) && (
                <span role="alert" className="flex items-center gap-1">
                  <Pictogram name="hand" /> {t('groups.wantsHelp')}
                </span>
              )}
            </p>
            <ul className="flex flex-col wrap-anywhere">
              {groups.members
                .filter((member) => member.group === group)
                .map((member) => (
                  <li key={member.memberId}>
                    <bdi translate="no">{member.displayName}</bdi>
                  </li>
                ))}
            </ul>
            <button
              type="button"
              className="button"
              aria-pressed={groups.mine === group}
              onClick={() => void client.act('groups:visit', { group: groups.mine === group ? null : group })}
            >
              {groups.mine === group ? t('groups.leave') : t('groups.visit')}
            </button>
          </li>
        ))}
      </ul>
      {late.map((peer) => (
        <LateComer key={peer.memberId} peer={peer} count={groups.count} client={client} />
      ))}
    </div>
  )
}

function LateComer({ peer, count, client }: { peer: PeerState; count: number; client: LessonClient }) {
  const { t } = useTranslation('teach')
  return (
    <label className="flex items-center gap-2">
      <bdi translate="no" className="min-w-0 flex-1 wrap-anywhere">
        {peer.displayName}
      </bdi>
      <select
        className="field w-32 text-ink"
        value=""
        onChange={(event) =>
          void client.act('groups:place', { memberId: peer.memberId, group: Number(event.target.value) })
        }
      >
        <option value="" disabled>
          {t('groups.place')}
        </option>
        {Array.from({ length: count }, (_, group) => (
          <option key={group} value={group}>
            {t('groups.one', { number: group + 1 })}
          </option>
        ))}
      </select>
    </label>
  )
}
