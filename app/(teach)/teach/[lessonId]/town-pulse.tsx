'use client'

import { useTranslation } from 'react-i18next'

import type { LiveView } from '@/domain/live-lesson/view'
import { REACTIONS } from '@/domain/live-lesson/vocabulary'
import { Pictogram } from '@/app/_components/pictogram'
import { REACTION_PICTURES } from '@/app/_lesson/reaction-pictures'

/** A reaction expires after this long. */
const FRESH_MS = 60_000

type Props = { reactions: LiveView['reactions']; nowMs: number | null }

/** A town's reactions, as one number for each kind. */
export function TownPulse({ reactions, nowMs }: Props) {
  const { t } = useTranslation('lesson')
  const fresh = reactions.filter((one) => nowMs !== null && nowMs - one.atMs < FRESH_MS)
  if (fresh.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t('reactions.title')}>
      {REACTIONS.filter((reaction) => fresh.some((one) => one.reaction === reaction)).map((reaction) => (
        <li
          key={reaction}
          className={`flex items-center gap-1 rounded-full px-2 py-0.5 font-bold ${reaction === 'understand' || reaction === 'thanks' ? 'bg-moss-pale text-moss' : 'bg-sun text-ink'}`}
        >
          <Pictogram name={REACTION_PICTURES[reaction]} size={22} />
          <span className="sr-only">{t(`reactions.${reaction}`)}</span>
          <bdi className="tabular-nums">{fresh.filter((one) => one.reaction === reaction).length}</bdi>
        </li>
      ))}
    </ul>
  )
}
