'use client'

import { useTranslation } from 'react-i18next'

import { type Reaction, REACTIONS } from '@/domain/live-lesson/vocabulary'
import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { REACTION_PICTURES } from './reaction-pictures'
import { useNow } from './use-now'

/** A sent reaction is shown as sent for this long. */
const SHOWN_MS = 6_000

/** Six reactions that need no reading: one tap, and the communicator sees it. */
export function ReactionRow({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const now = useNow()
  const selfMember = selfOf(snapshot)?.memberId
  const own = snapshot.live.reactions.find((one) => one.memberId === selfMember)
  const isFresh = (reaction: Reaction) =>
    own?.reaction === reaction && now !== null && now + snapshot.clockOffsetMs - own.atMs < SHOWN_MS
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
              onClick={() => void client.act('reaction:send', { reaction })}
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
