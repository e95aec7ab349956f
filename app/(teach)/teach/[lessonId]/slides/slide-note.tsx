'use client'

import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { MAX_NOTE } from '@/domain/materials/limits'

import type { NoteState } from './note-saver'

type Props = { note: string; state: NoteState; onWrite: (note: string) => void }

/** A private note beside the slide. */
export function SlideNote({ note, state, onWrite }: Props) {
  const { t } = useTranslation('slides')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="flex items-center gap-2 font-bold">
          <Pictogram name="note" />
          {t('note.label')}
        </label>
        <span className="text-bark">{t('note.onlyYou')}</span>
        <span role="status" className={`ms-auto ${state === 'not-saved' ? 'font-semibold text-sun' : 'text-bark'}`}>
          {t(`note.state.${state}`)}
        </span>
      </div>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        maxLength={MAX_NOTE}
        value={note}
        disabled={state === 'loading'}
        onChange={(event) => onWrite(event.target.value)}
        className="field text-ink"
      />
    </div>
  )
}
