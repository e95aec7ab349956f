'use client'

import { useEffect, useRef, useState } from 'react'
import * as z from 'zod'

import { askMaterials, MaterialRefused } from '@/app/_lesson/slides/ask-materials'
import { materialsAnswer } from '@/protocol/http-answers'

import { PdfRefused, SLIDE_FINDINGS, type SlideFinding } from './render-pdf'
import { uploadMaterial } from './upload-material'

export type ListedMaterial = { materialId: string; name: string; slideCount: number }

/** The error, as a text key with its values. */
export type Trouble = { key: string; values: Readonly<Record<string, string | number>> }

export type UploadState =
  | { kind: 'idle' }
  /** Being opened while `of` is null; then `done` of `of` slides have been uploaded. */
  | { kind: 'working'; name: string; done: number; of: number | null }
  | { kind: 'failed'; trouble: Trouble }
  /** Added, but some slides are not what their maker meant. */
  | { kind: 'noted'; name: string; notes: readonly Trouble[] }

/** The lesson's materials, and how to add and remove one. */
export function useMaterials(lessonId: string) {
  const [materials, setMaterials] = useState<ListedMaterial[] | null>(null)
  const [upload, setUpload] = useState<UploadState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  useEffect(() => {
    let isWanted = true
    askMaterials(`?lessonId=${lessonId}`, materialsAnswer).then(
      (found) => isWanted && setMaterials(found),
      (error: unknown) => isWanted && setUpload({ kind: 'failed', trouble: troubleOf(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [lessonId])
  useEffect(() => () => running.current?.abort(), [])

  const add = async (file: File) => {
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    const tell = (state: UploadState) => {
      if (running.current === controller) setUpload(state)
    }
    tell({ kind: 'working', name: file.name, done: 0, of: null })
    try {
      const onProgress = (progress: { done: number; of: number }) =>
        tell({ kind: 'working', name: file.name, ...progress })
      const { findings, ...added } = await uploadMaterial({ lessonId, file, signal: controller.signal, onProgress })
      setMaterials((known) => [...(known ?? []), added])
      const notes = notesOf(findings)
      tell(notes.length > 0 ? { kind: 'noted', name: added.name, notes } : { kind: 'idle' })
    } catch (error) {
      tell(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed', trouble: troubleOf(error) })
    }
  }
  const remove = async (materialId: string) => {
    try {
      await askMaterials(`/${materialId}`, z.unknown(), { method: 'DELETE' })
      setMaterials((known) => (known ?? []).filter((one) => one.materialId !== materialId))
    } catch (error) {
      setUpload({ kind: 'failed', trouble: troubleOf(error) })
    }
  }
  return { materials, upload, add, remove, cancel: () => running.current?.abort() }
}

const NUMBERS_MAX = 8

/** What there is to say about a document's slides, each kind with the numbers of its first slides. */
function notesOf(findings: ReadonlyMap<number, SlideFinding>): Trouble[] {
  return SLIDE_FINDINGS.flatMap((finding) => {
    const numbers = [...findings].flatMap(([number, one]) => (one === finding ? [number] : []))
    if (numbers.length === 0) return []
    const first = numbers.toSorted((one, other) => one - other).slice(0, NUMBERS_MAX)
    const slides = `${first.join(', ')}${numbers.length > NUMBERS_MAX ? ' …' : ''}`
    return [{ key: `slides:noted.${finding}`, values: { slides } }]
  })
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof PdfRefused) return { key: `slides:problem.${error.problem}`, values: {} }
  if (error instanceof MaterialRefused) return { key: `errors:${error.code}`, values: error.details }
  return { key: 'slides:problem.offline', values: {} }
}
