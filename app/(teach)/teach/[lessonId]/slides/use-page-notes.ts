'use client'

import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'

import { askMaterials, MaterialRefused, sending } from '@/app/_lesson/slides/ask-materials'
import { notesAnswer } from '@/protocol/http-answers'

import { createNoteSaver, type NoteState } from './note-saver'

type Notes = { materialId: string; byPage: ReadonlyMap<number, string> }

/** Her notes on a material; what she writes is saved by itself. */
export function usePageNotes(materialId: string) {
  const [notes, setNotes] = useState<Notes | null>(null)
  const [state, setState] = useState<NoteState>('loading')
  const saver = useRef<ReturnType<typeof createNoteSaver> | null>(null)

  useEffect(() => {
    let isWanted = true
    const own = createNoteSaver({ save: (page, note) => saveNote(materialId, page, note), onState: setState })
    saver.current = own
    askMaterials(`/${materialId}/notes`, notesAnswer).then(
      (found) => {
        if (!isWanted) return
        setNotes({ materialId, byPage: new Map(found.map((one) => [one.page, one.note])) })
        setState('saved')
      },
      () => isWanted && setState('not-saved'),
    )
    return () => {
      isWanted = false
      own.close()
    }
  }, [materialId])

  const write = (page: number, note: string) => {
    setNotes((known) => ({ materialId, byPage: new Map(known?.byPage).set(page, note) }))
    saver.current?.write(page, note)
  }
  const isHere = notes?.materialId === materialId
  const byPage: ReadonlyMap<number, string> = isHere ? notes.byPage : new Map()
  return { byPage, state: isHere || state === 'not-saved' ? state : 'loading', write }
}

async function saveNote(materialId: string, page: number, note: string): Promise<'saved' | 'later' | 'never'> {
  try {
    await askMaterials(`/${materialId}/notes`, z.unknown(), { ...sending('PUT', { page, note }), keepalive: true })
    return 'saved'
  } catch (error) {
    return error instanceof MaterialRefused && !error.isPassing ? 'never' : 'later'
  }
}
