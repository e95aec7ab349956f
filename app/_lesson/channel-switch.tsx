'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useLanguageName } from './use-language-name'

/** While an interpreter is heard: who it is, and a button to hear the floor instead. */
export function ChannelSwitch({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const nameOf = useLanguageName()
  const { mine, list, mode } = snapshot.live.channels
  if (mine === null || mode === 'consecutive') return null
  const channel = list.find((one) => one.language === mine)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-3 bg-spruce-deep px-3 py-2 text-snow">
      <p role="status" aria-live="polite" className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        <Pictogram name="translate" size={28} />
        {channel?.isHeard ? t('channel.hearing', { language: nameOf(mine) }) : t('channel.noVoice')}
      </p>
      <button type="button" className="button" onClick={() => void client.act('channel:listen', { language: null })}>
        {t('channel.floor')}
      </button>
    </div>
  )
}
