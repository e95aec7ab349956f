'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { MAX_NOTE } from '@/domain/materials/limits'

import type { NoteState } from './note-saver'

type Props = { note: string; state: NoteState; onWrite: (note: string) => void; onClose: (() => void) | null }

/** A private note on the slide, over the tray or in a sheet. */
export function SlideNote({ note, state, onWrite, onClose }: Props) {
  const { t } = useTranslation('slides')
  const field = useRef<HTMLTextAreaElement>(null)
  const isOver = onClose !== null
  useEffect(() => {
    if (isOver) field.current?.focus()
  }, [isOver])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !onClose) return
    event.stopPropagation()
    onClose()
  }
  return (
    <div className={isOver ? 'ck-editor' : 'flex flex-col gap-2'}>
      <textarea
        ref={field}
        aria-label={t('note.label')}
        dir="auto"
        maxLength={MAX_NOTE}
        value={note}
        disabled={state === 'loading'}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div>
        <span role="status" className={state === 'not-saved' ? 'font-semibold text-sun' : 'text-mist'}>
          {t(`note.state.${state}`)}
        </span>
        {onClose && (
          <button type="button" data-control="note-close" className="ck-tool is-main" onClick={onClose}>
            <Pictogram name="check" />
            {t('note.done')}
          </button>
        )}
      </div>
    </div>
  )
}
