'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { REACTION_PICTURES } from '@/app/_lesson/reaction-pictures'
import type { LiveView } from '@/domain/live-lesson/view'
import { REACTIONS } from '@/domain/live-lesson/vocabulary'

/** A reaction expires after this long. */
const FRESH_MS = 60_000
const KINDS_MAX = 2

type Reactions = LiveView['reactions']
type Props = { reactions: Reactions; nowMs: number | null }

/** Whether a reaction still tells how it is now. */
export function isFresh({ atMs }: Reactions[number], nowMs: number | null): boolean {
  return nowMs !== null && nowMs - atMs < FRESH_MS
}

/** A town's most frequent reactions, as one number for each kind. */
export function TownPulse({ reactions, nowMs }: Props) {
  const { t } = useTranslation('lesson')
  const fresh = reactions.filter((one) => isFresh(one, nowMs))
  if (fresh.length === 0) return null
  const timesOf = (reaction: string) => fresh.filter((one) => one.reaction === reaction).length
  const kinds = REACTIONS.filter((reaction) => timesOf(reaction) > 0)
    .sort((a, b) => timesOf(b) - timesOf(a))
    .slice(0, KINDS_MAX)
  return (
    <ul className="flex flex-none gap-1.5" aria-label={t('reactions.title')}>
      {kinds.map((reaction) => (
        <li
          key={reaction}
          className={`ck-chip ${reaction === 'understand' || reaction === 'thanks' ? 'is-well' : 'is-low'}`}
        >
          <Pictogram name={REACTION_PICTURES[reaction]} size={18} />
          <span className="sr-only">{t(`reactions.${reaction}`)}</span>
          <bdi translate="no">{timesOf(reaction)}</bdi>
        </li>
      ))}
    </ul>
  )
}
