'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { REACTION_PICTURES } from '@/app/_lesson/reaction-pictures'
import { useReactions } from '@/app/_lesson/use-reactions'
import { REACTIONS, type Reaction } from '@/domain/live-lesson/vocabulary'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import styles from './phone.module.css'
import { PhoneSheet } from './phone-sheet'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

/** Six signs that need no reading: one tap, and the communicator sees it. */
export function PhoneSigns({ client, snapshot }: Props) {
  const { t } = useTranslation('lesson')
  const { isFresh, send } = useReactions(client, snapshot)
  return (
    <ul className={styles.signsList} aria-label={t('reactions.title')}>
      {REACTIONS.map((reaction) => (
        <li key={reaction}>
          <Sign reaction={reaction} isFresh={isFresh(reaction)} onTap={() => send(reaction)} />
        </li>
      ))}
    </ul>
  )
}

/** The same six over the rail of a phone held sideways; a tap sends one and closes. */
export function SignsSheet({ client, snapshot, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('lesson')
  const { isFresh, send } = useReactions(client, snapshot)
  return (
    <PhoneSheet
      label={t('reactions.title')}
      closesOutside
      onClose={onClose}
      className="dark ms-auto h-dvh max-h-none w-fit bg-ink p-1.5 text-birch backdrop:bg-night/50"
    >
      {(close) => (
        <ul className="grid h-full grid-cols-[repeat(2,4rem)] gap-1.5">
          {REACTIONS.map((reaction) => (
            <li key={reaction} className="grid">
              <Sign
                reaction={reaction}
                isFresh={isFresh(reaction)}
                onTap={() => {
                  send(reaction)
                  close()
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </PhoneSheet>
  )
}

type SignProps = { reaction: Reaction; isFresh: boolean; onTap: () => void }

function Sign({ reaction, isFresh, onTap }: SignProps) {
  const { t } = useTranslation('lesson')
  return (
    <button
      type="button"
      aria-label={t(`reactions.${reaction}`)}
      title={t(`reactions.${reaction}`)}
      aria-pressed={isFresh}
      onClick={onTap}
      className={`flex min-h-14 w-full flex-col items-center justify-center gap-0.5 rounded-[14px] text-base leading-tight font-bold ${isFresh ? 'bg-sun text-ink' : 'bg-dusk text-birch'} ${styles.sign}`}
    >
      <Pictogram name={REACTION_PICTURES[reaction]} size={28} />
      <span aria-hidden="true" className={styles.signWord}>
        {t(`reactions.${reaction}`)}
      </span>
    </button>
  )
}
