'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { SIGNS, type Sign } from '@/protocol/live-view'

import type { RoomClient } from '@/lesson-client/room-client'
import { selfOf, type RoomSnapshot } from '@/lesson-client/state/room-snapshot'
import { SIGN_PICTURES } from './sign-pictures'
import { useNow } from './use-now'

/** A sign that was sent is shown as sent for this long. */
const SHOWN_MS = 6_000

/** Six signs that need no reading: one tap, and the communicator sees it. */
export function SignRow({ room, snapshot }: { room: RoomClient; snapshot: RoomSnapshot }) {
  const { t } = useTranslation('lesson')
  const now = useNow()
  const selfMember = selfOf(snapshot)?.memberId
  const own = snapshot.live.signs.find((one) => one.memberId === selfMember)
  const isFresh = (sign: Sign) =>
    own?.sign === sign && now !== null && now + snapshot.clockOffsetMs - own.atMs < SHOWN_MS
  // Two rows where six would be narrower than a fingertip.
  return (
    <div className="@container shrink-0">
      <ul className="grid grid-cols-3 gap-1 @min-[284px]:grid-cols-6" aria-label={t('signs.title')}>
        {SIGNS.map((sign) => (
          <li key={sign}>
            <button
              type="button"
              aria-label={t(`signs.${sign}`)}
              title={t(`signs.${sign}`)}
              aria-pressed={isFresh(sign)}
              onClick={() => void room.act('sign:send', { sign })}
              className={`grid min-h-12 w-full place-items-center rounded-xl border-2 ${isFresh(sign) ? 'border-sun bg-sun text-ink' : 'border-slate bg-night text-birch'}`}
            >
              <Pictogram name={SIGN_PICTURES[sign]} size={30} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
