'use client'

import { useTranslation } from 'react-i18next'

import { CHANNEL_MODES } from '@/domain/live-lesson/vocabulary'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useLanguageName } from '@/app/_lesson/use-language-name'

import { InviteLink } from './invite-link'

type Props = { lessonId: string; client: LessonClient; snapshot: LessonSnapshot }

/** Which languages have a voice, how they are heard, and the link for an interpreter. */
export function ChannelsPanel({ lessonId, client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const nameOf = useLanguageName()
  const { channels } = snapshot.live
  return (
    <div className="flex flex-col gap-3">
      {channels.list.length === 0 && <p className="text-mist">{t('channels.none')}</p>}
      <ul className="flex flex-col gap-2">
        {channels.list.map((channel) => (
          <li
            key={channel.language}
            className={`flex items-center gap-3 rounded-xl border-2 p-2 ${channel.isHeard ? 'border-hair' : 'border-sun bg-sun text-ink'}`}
          >
            <Pictogram name={channel.isHeard ? 'microphone' : 'microphone-off'} size={28} />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{nameOf(channel.language)}</span>
              <span>
                {channel.isHeard ? t('channels.interpreters', { count: channel.interpreters }) : t('channels.noVoice')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {channels.list.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-semibold">{t('channels.mode')}</legend>
          {CHANNEL_MODES.map((mode) => (
            <button
              key={mode}
              type="button"
              aria-pressed={mode === channels.mode}
              className={`button justify-start text-start ${mode === channels.mode ? 'button-main' : ''}`}
              onClick={() => void client.act('channel:set-mode', { mode })}
            >
              {t(`channels.${mode}`)}
            </button>
          ))}
        </fieldset>
      )}
      <InviteLink kind="interpreter" lessonId={lessonId} />
    </div>
  )
}
