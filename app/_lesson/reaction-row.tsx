'use client'

import { useTranslation } from 'react-i18next'

import { REACTIONS } from '@/domain/live-lesson/vocabulary'
import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { REACTION_PICTURES } from './reaction-pictures'
import { useReactions } from './use-reactions'

/** Six reactions that need no reading: one tap, and the communicator sees it. */
export function ReactionRow({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const { isFresh, send } = useReactions(client, snapshot)
  // Two rows where six would be narrower than a fingertip.
  return (
    <div className="@container shrink-0">
      <ul className="grid grid-cols-3 gap-1 @min-[284px]:grid-cols-6" aria-label={t('reactions.title')}>
        {REACTIONS.map((reaction) => (
          <li key={reaction}>
            <button
              type="button"
              aria-label={t(`reactions.${reaction}`)}
              title={t(`reactions.${reaction}`)}
              aria-pressed={isFresh(reaction)}
              onClick={() => send(reaction)}
              className={`grid min-h-12 w-full place-items-center rounded-xl border-2 ${isFresh(reaction) ? 'border-sun bg-sun text-ink' : 'border-slate bg-night text-birch'}`}
            >
              <Pictogram name={REACTION_PICTURES[reaction]} size={30} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
