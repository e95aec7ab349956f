'use client'

import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'

import { askMaterials, MaterialRefused } from '@/app/_lesson/slides/ask-materials'
import { materialsAnswer } from '@/protocol/http-answers'

import { PdfRefused } from './render-pdf'
import { uploadMaterial } from './upload-material'

export type ListedMaterial = { materialId: string; name: string; slideCount: number }

/** The error, as a text key with its values. */
export type Trouble = { key: string; values: Readonly<Record<string, string | number>> }

export type UploadState =
  | { kind: 'idle' }
  /** Being opened while `of` is null; then `done` of `of` slides have been uploaded. */
  | { kind: 'working'; name: string; done: number; of: number | null }
  | { kind: 'failed'; trouble: Trouble }

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
      const added = await uploadMaterial({ lessonId, file, signal: controller.signal, onProgress })
      setMaterials((known) => [...(known ?? []), added])
      tell({ kind: 'idle' })
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

function troubleOf(error: unknown): Trouble {
  if (error instanceof PdfRefused) return { key: `slides:problem.${error.problem}`, values: {} }
  if (error instanceof MaterialRefused) return { key: `errors:${error.code}`, values: error.details }
  return { key: 'slides:problem.offline', values: {} }
}
