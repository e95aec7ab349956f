'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { MarkQuestion } from './mark-question'
import type { SeenCard } from './use-card'

type Props = { seen: SeenCard | null; onAnswer: (isYes: boolean) => void }

/** What became of the card that was read last, and what has to be asked about it. */
export function CardSeen({ seen, onAnswer }: Props) {
  const { t } = useTranslation('site')
  return (
    <>
      {seen?.is === 'visits' && (
        <MarkQuestion
          text={
            seen.card.visitsFrom?.siteName
              ? t('cards.visits', { name: seen.card.displayName, site: seen.card.visitsFrom.siteName })
              : t('cards.visitsFromHome', { name: seen.card.displayName })
          }
          yes={t('cards.countHere')}
          no={t('cards.doNotCount')}
          onYes={() => onAnswer(true)}
          onNo={() => onAnswer(false)}
        />
      )}
      {seen?.is === 'overwrites' && (
        <MarkQuestion
          text={t('roll.overwrite', {
            name: seen.card.displayName,
            was: t(`roll.marks.${seen.current.mark}`),
            to: t(`roll.marks.${seen.card.means}`),
          })}
          yes={t('roll.change')}
          no={t('roll.keep')}
          onYes={() => onAnswer(true)}
          onNo={() => onAnswer(false)}
        />
      )}
      <p role="status" aria-live="assertive" className="text-lg font-bold empty:hidden">
        {(seen?.is === 'marked' || seen?.is === 'already') && (
          <span className="flex flex-wrap items-center gap-2 text-moss">
            <Pictogram name="check" size={32} />
            <bdi translate="no">{seen.card.displayName}</bdi>
            <span className="text-ink">
              {seen.is === 'marked'
                ? t(`roll.marks.${seen.mark}`)
                : t('cards.already', { mark: t(`roll.marks.${seen.mark}`) })}
            </span>
          </span>
        )}
        {seen?.is === 'refused' && <span className="text-lingon">{t(`errors:${seen.code}`)}</span>}
        {seen?.is === 'no-line' && <span className="text-lingon">{t('cards.noLine')}</span>}
      </p>
    </>
  )
}
