'use client'

import { useEffect, useRef, useState } from 'react'
import * as z from 'zod'

import { askMaterials, MaterialRefused, sending } from '@/app/_lesson/slides/ask-materials'
import { notesAnswer } from '@/protocol/http-answers'

import { createNoteSaver, type NoteState } from './note-saver'

type Notes = { materialId: string; bySlide: ReadonlyMap<number, string> }

/** The communicator's notes on a material, saved automatically; none without one. */
export function useSlideNotes(materialId: string | null) {
  const [notes, setNotes] = useState<Notes | null>(null)
  const [state, setState] = useState<NoteState>('loading')
  const saver = useRef<ReturnType<typeof createNoteSaver> | null>(null)

  useEffect(() => {
    if (materialId === null) return
    let isWanted = true
    const own = createNoteSaver({
      save: (slideNumber, note) => saveNote(materialId, slideNumber, note),
      onState: setState,
    })
    saver.current = own
    askMaterials(`/${materialId}/notes`, notesAnswer).then(
      (found) => {
        if (!isWanted) return
        setNotes({ materialId, bySlide: new Map(found.map((one) => [one.slideNumber, one.note])) })
        setState('saved')
      },
      () => isWanted && setState('not-saved'),
    )
    return () => {
      isWanted = false
      own.close()
    }
  }, [materialId])

  const write = (slideNumber: number, note: string) => {
    if (materialId === null) return
    setNotes((known) => ({ materialId, bySlide: new Map(known?.bySlide).set(slideNumber, note) }))
    saver.current?.write(slideNumber, note)
  }
  const isHere = notes?.materialId === materialId
  const bySlide: ReadonlyMap<number, string> = isHere ? notes.bySlide : new Map()
  return { bySlide, state: isHere || state === 'not-saved' ? state : 'loading', write }
}

async function saveNote(materialId: string, slideNumber: number, note: string): Promise<'saved' | 'later' | 'never'> {
  try {
    await askMaterials(`/${materialId}/notes`, z.unknown(), {
      ...sending('PUT', { slideNumber, note }),
      keepalive: true,
    })
    return 'saved'
  } catch (error) {
    return error instanceof MaterialRefused && !error.isPassing ? 'never' : 'later'
  }
}
