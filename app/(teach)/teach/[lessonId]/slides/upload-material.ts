import * as z from 'zod'

import { askMaterials, MaterialRefused, sending } from '@/app/_lesson/slides/ask-materials'
import { materialAnswer } from '@/protocol/http-answers'

import { openPdf, type OpenPdf, type RenderedSlide, type SlideFinding } from './render-pdf'

/** Parallel uploads, while the next slide is rendered. */
const AT_ONCE = 2
const RETRY_MS = [500, 1_500, 4_000]
const NAME_MAX = 120

export type UploadedMaterial = {
  materialId: string
  name: string
  slideCount: number
  /** By slide number, only those of which there is something to say. */
  findings: ReadonlyMap<number, SlideFinding>
}
type Upload = {
  lessonId: string
  file: File
  signal: AbortSignal
  onProgress: (progress: { done: number; of: number }) => void
}

/**
 * Converts a document into slides: opens it, renders its pages, uploads them and makes the material visible to the
 * lesson. On failure or cancellation the partial material is removed.
 * @throws PdfRefused, MaterialRefused; an AbortError when it is cancelled; anything else when the app is unreachable.
 */
export async function uploadMaterial({ lessonId, file, signal, onProgress }: Upload): Promise<UploadedMaterial> {
  const pdf = await openPdf(file)
  try {
    signal.throwIfAborted()
    const { slideCount } = pdf
    const name = nameOf(file)
    const { materialId } = await askMaterials('', materialAnswer, {
      ...sending('POST', { lessonId, name, slideCount }),
      signal,
    })
    const findings = new Map<number, SlideFinding>()
    try {
      await sendSlides({ pdf, materialId, signal, onProgress, findings })
      await withRetries(signal, () => askMaterials(`/${materialId}/complete`, z.unknown(), { method: 'POST', signal }))
    } catch (error) {
      // An incomplete material is invisible; if this fails too, the app discards it after an hour.
      await askMaterials(`/${materialId}`, z.unknown(), { method: 'DELETE' }).catch(() => null)
      throw error
    }
    return { materialId, name, slideCount, findings }
  } finally {
    await pdf.close()
  }
}

type Sending = Pick<Upload, 'signal' | 'onProgress'> & {
  pdf: OpenPdf
  materialId: string
  /** Filled while the slides are drawn. */
  findings: Map<number, SlideFinding>
}

/** Uploads every slide; failed ones get a second round, so that a short outage does not stop the others. */
async function sendSlides({ pdf, materialId, signal, onProgress, findings }: Sending): Promise<void> {
  const of = pdf.slideCount
  let done = 0
  onProgress({ done, of })
  const send = async (slideNumber: number) => {
    const rendered = await pdf.renderSlide(slideNumber)
    if (rendered.finding) findings.set(slideNumber, rendered.finding)
    await withRetries(signal, () => sendPage(`/${materialId}/slides/${slideNumber}`, rendered, signal))
    done += 1
    onProgress({ done, of })
  }
  const failed = await sendEach(
    Array.from({ length: of }, (_, at) => at + 1),
    { send, signal },
  )
  const lost = await sendEach(
    failed.map((one) => one.slideNumber),
    { send, signal },
  )
  if (lost[0]) throw lost[0].cause
}

type Failed = { slideNumber: number; cause: unknown }

async function sendEach(
  slides: readonly number[],
  { send, signal }: { send: (slideNumber: number) => Promise<void>; signal: AbortSignal },
): Promise<Failed[]> {
  const waiting = [...slides]
  const failed: Failed[] = []
  const work = async () => {
    for (let slideNumber = waiting.shift(); slideNumber !== undefined; slideNumber = waiting.shift()) {
      signal.throwIfAborted()
      try {
        await send(slideNumber)
      } catch (cause) {
        if (signal.aborted || isFinal(cause)) throw cause
        failed.push({ slideNumber, cause })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return failed
}

async function sendPage(path: string, { small, large, text }: RenderedSlide, signal: AbortSignal): Promise<void> {
  const body = new FormData()
  body.set('small', small)
  body.set('large', large)
  body.set('text', text)
  await askMaterials(path, z.unknown(), { method: 'PUT', body, signal })
}

async function withRetries(signal: AbortSignal, ask: () => Promise<unknown>): Promise<void> {
  for (const waitMs of RETRY_MS) {
    try {
      await ask()
      return
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      signal.throwIfAborted()
    }
  }
  await ask()
}

/** Whether a retry would get the same response. */
function isFinal(error: unknown): boolean {
  if (error instanceof MaterialRefused) return !error.isPassing
  return error instanceof Error && error.name === 'PdfRefused'
}

function nameOf(file: File): string {
  return (
    file.name
      .replace(/\.pdf$/i, '')
      .trim()
      .slice(0, NAME_MAX) || 'PDF'
  )
}
