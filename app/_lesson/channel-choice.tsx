'use client'

import { useTranslation } from 'react-i18next'

import { OWN_NAMES } from '@/app/_components/own-names'
import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { useLanguageName } from './use-language-name'

const ownNames: Readonly<Record<string, string>> = OWN_NAMES

/** The available languages, by their own names, and the floor. */
export function ChannelChoice({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const { mine, list } = snapshot.live.channels
  const nameOf = useLanguageName()
  const choices = [null, ...list.map((channel) => channel.language)]
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 flex items-center gap-2 font-bold">
        <Pictogram name="translate" size={28} />
        {t('channel.title')}
      </legend>
      {choices.map((language) => (
        <button
          key={language ?? 'floor'}
          type="button"
          aria-pressed={language === mine}
          className={`button min-h-14 justify-start ${language === mine ? 'button-main' : ''}`}
          onClick={() => void client.act('channel:listen', { language })}
        >
          <Pictogram name={language === null ? 'person' : 'microphone'} />
          {language === null ? (
            <span>{t('channel.floor')}</span>
          ) : (
            <>
              <bdi translate="no" lang={language}>
                {ownNames[language] ?? nameOf(language)}
              </bdi>
              <bdi translate="no" className="font-normal">
                {nameOf(language)}
              </bdi>
            </>
          )}
        </button>
      ))}
    </fieldset>
  )
}
