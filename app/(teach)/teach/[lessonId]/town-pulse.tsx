'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { SIGN_PICTURES } from '@/app/_lesson/sign-pictures'
import { SIGNS, type LiveView } from '@/protocol/live-view'

/** A sign is of the moment; after this it says nothing any more. */
const FRESH_MS = 60_000

type Props = { signs: LiveView['signs']; nowMs: number | null }

/** What a town says without words, as one number for each sign: a pulse, not a flood. */
export function TownPulse({ signs, nowMs }: Props) {
  const { t } = useTranslation('lesson')
  const fresh = signs.filter((one) => nowMs !== null && nowMs - one.atMs < FRESH_MS)
  if (fresh.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t('signs.title')}>
      {SIGNS.filter((sign) => fresh.some((one) => one.sign === sign)).map((sign) => (
        <li
          key={sign}
          className={`flex items-center gap-1 rounded-full px-2 py-0.5 font-bold ${sign === 'understand' || sign === 'thanks' ? 'bg-moss-pale text-moss' : 'bg-sun text-ink'}`}
        >
          <Pictogram name={SIGN_PICTURES[sign]} size={22} />
          <span className="sr-only">{t(`signs.${sign}`)}</span>
          <bdi className="tabular-nums">{fresh.filter((one) => one.sign === sign).length}</bdi>
        </li>
      ))}
    </ul>
  )
}
