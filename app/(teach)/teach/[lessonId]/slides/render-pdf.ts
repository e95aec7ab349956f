import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

import { MAX_DOCUMENT_BYTES, MAX_SLIDES, MAX_SIDE_PX, WIDTH_CLASSES, WIDTH_PX } from '@/domain/materials/limits'

import { slideText } from './slide-text'

export type PdfProblem = 'too-large' | 'not-a-pdf' | 'locked' | 'too-many-pages' | 'damaged'

/** A document that cannot become slides, and why. */
export class PdfRefused extends Error {
  readonly problem: PdfProblem

  constructor(problem: PdfProblem, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'PdfRefused'
    this.problem = problem
  }
}

export type RenderedSlide = { small: Blob; large: Blob; text: string }
export type OpenPdf = {
  slideCount: number
  renderSlide: (slideNumber: number) => Promise<RenderedSlide>
  close: () => Promise<void>
}

const BEGINNING = '%PDF-'
/** PDF readers accept some bytes before the header, so we do too. */
const BEGINNING_WITHIN = 1_024
/**
 * PNG is encoded fastest and keeps text exact; slides of photographs would be too large and are sent as high-quality
 * WebP.
 */
const HEAVY_BYTES = 400_000
const GOOD = 0.92

/**
 * Opens a document in this browser only; fonts and decoders that it lacks come from our server.
 * @throws PdfRefused when it is not a PDF of an allowed size.
 */
export async function openPdf(file: File): Promise<OpenPdf> {
  if (file.size > MAX_DOCUMENT_BYTES) throw new PdfRefused('too-large')
  const data = new Uint8Array(await file.arrayBuffer())
  const beginning = new TextDecoder('latin1').decode(data.subarray(0, BEGINNING_WITHIN))
  if (!beginning.includes(BEGINNING)) throw new PdfRefused('not-a-pdf')
  const { pdf, close } = await load(data)
  if (pdf.numPages > MAX_SLIDES) {
    await close()
    throw new PdfRefused('too-many-pages')
  }
  return { slideCount: pdf.numPages, renderSlide: (slideNumber) => renderSlide(pdf, slideNumber), close }
}

async function load(data: Uint8Array): Promise<{ pdf: PDFDocumentProxy; close: () => Promise<void> }> {
  // Loaded when a document is added and not before: it is larger than the whole cockpit.
  const { getDocument, PDFWorker } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const port = new Worker(new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port })
  const own = (kind: string) => new URL(`/api/pdf-data/${kind}/`, window.location.href).href
  const task = getDocument({
    data,
    worker,
    cMapUrl: own('cmaps'),
    standardFontDataUrl: own('standard_fonts'),
    wasmUrl: own('wasm'),
    iccUrl: own('iccs'),
    useSystemFonts: false,
    verbosity: 0,
  })
  const close = async () => {
    await task.destroy()
    worker.destroy()
    port.terminate()
  }
  try {
    return { pdf: await task.promise, close }
  } catch (cause) {
    await close()
    const isLocked = cause instanceof Error && cause.name === 'PasswordException'
    throw new PdfRefused(isLocked ? 'locked' : 'damaged', { cause })
  }
}

async function renderSlide(pdf: PDFDocumentProxy, number: number): Promise<RenderedSlide> {
  try {
    const slideNumber = await pdf.getPage(number)
    const { items } = await slideNumber.getTextContent()
    const [small, large] = await Promise.all(WIDTH_CLASSES.map((width) => draw(slideNumber, WIDTH_PX[width])))
    slideNumber.cleanup()
    if (!small || !large) throw new Error('a slideNumber has two widths')
    return { small, large, text: slideText(items) }
  } catch (cause) {
    throw new PdfRefused('damaged', { cause })
  }
}

async function draw(slideNumber: PDFPageProxy, widthPx: number): Promise<Blob> {
  const natural = slideNumber.getViewport({ scale: 1 })
  const scale = Math.min(widthPx / natural.width, MAX_SIDE_PX / natural.height)
  const viewport = slideNumber.getViewport({ scale })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  // The print intent renders without waiting for frames, also while another tab is in front.
  await slideNumber.render({ canvas, viewport, intent: 'print', background: '#ffffff' }).promise
  const exact = await pictureOf(canvas, 'image/png')
  const blob = exact.size > HEAVY_BYTES ? await pictureOf(canvas, 'image/webp') : exact
  // Frees the memory without waiting for garbage collection.
  canvas.width = 0
  return blob
}

function pictureOf(canvas: HTMLCanvasElement, type: 'image/png' | 'image/webp'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('the slideNumber gave no picture')))
    canvas.toBlob(take, type, GOOD)
  })
}
