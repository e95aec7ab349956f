'use client'

import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'

import { LoudspeakerField } from './loudspeaker-field'

/** The choice of loudspeaker during a lesson, folded; nothing where the browser does not let a page choose. */
export function LoudspeakerMenu({ knows }: { knows: unknown }) {
  const { t } = useTranslation('lesson')
  const canChoose = useSyncExternalStore(
    loudspeaker.subscribe,
    () => loudspeaker.get().choices.length > 0,
    () => false,
  )
  return (
    <details data-loudspeaker-menu hidden={!canChoose}>
      <summary className="button min-h-14 list-none px-3 [&::-webkit-details-marker]:hidden">
        <Pictogram name="sound" size={28} />
        <span>{t('loudspeaker.title')}</span>
      </summary>
      <div className="mt-2 rounded-xl bg-snow p-3 text-ink">
        <LoudspeakerField knows={knows} />
      </div>
    </details>
  )
}
