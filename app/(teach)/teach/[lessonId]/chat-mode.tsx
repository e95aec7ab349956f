'use client'

import { useTranslation } from 'react-i18next'

import { CHAT_MODES, type ChatMode as Mode } from '@/domain/live-lesson/vocabulary'
import type { LessonClient } from '@/lesson-client/lesson-client'

/** Who may write, and who can read it. */
export function ChatMode({ client, mode }: { client: LessonClient; mode: Mode }) {
  const { t } = useTranslation('teach')
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('panel.chat')}</legend>
      {CHAT_MODES.map((one) => (
        <button
          key={one}
          type="button"
          data-control={`chat-${one}`}
          aria-pressed={one === mode}
          className={`button flex-1 px-2 ${one === mode ? 'button-main' : ''}`}
          onClick={() => void client.act('chat:set-mode', { mode: one })}
        >
          {t(`chat.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}
