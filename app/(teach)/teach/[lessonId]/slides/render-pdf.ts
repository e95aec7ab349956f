import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

import { MAX_DOCUMENT_BYTES, MAX_SLIDES, MAX_SIDE_PX, WIDTH_CLASSES, WIDTH_PX } from '@/domain/materials/limits'

import { slideText } from './slide-text'

export type PdfProblem = 'too-large' | 'not-a-pdf' | 'locked' | 'too-many-pages' | 'form' | 'damaged'

/** A document that cannot become slides, and why. */
export class PdfRefused extends Error {
  readonly problem: PdfProblem

  constructor(problem: PdfProblem, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'PdfRefused'
    this.problem = problem
  }
}

/** What the class would see otherwise than its maker meant, in the order in which it is told. */
export const SLIDE_FINDINGS = ['unread', 'blank', 'font-missing'] as const
export type SlideFinding = (typeof SLIDE_FINDINGS)[number]

export type RenderedSlide = { small: Blob; large: Blob; text: string; finding: SlideFinding | null }
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
const WHITE = 255
/** Letters for which we have no font of our own in a document. */
const NOT_LATIN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u
/** Two frames of a slow screen. */
const FRAME_WITHIN_MS = 40

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
  const problem = await problemOf(pdf)
  if (problem) {
    await close()
    throw new PdfRefused(problem)
  }
  return { slideCount: pdf.numPages, renderSlide: (slideNumber) => renderSlide(pdf, slideNumber), close }
}

/** Why a document that can be read cannot become slides. */
async function problemOf(pdf: PDFDocumentProxy): Promise<PdfProblem | null> {
  if (pdf.numPages === 0) return 'damaged'
  if (pdf.numPages > MAX_SLIDES) return 'too-many-pages'
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }))
  const { IsXFAPresent, IsAcroFormPresent } = info as { IsXFAPresent?: boolean; IsAcroFormPresent?: boolean }
  // Its pages are made from a form by a program that we do not have; what stands in the document asks to wait.
  return IsXFAPresent && !IsAcroFormPresent ? 'form' : null
}

async function load(data: Uint8Array): Promise<{ pdf: PDFDocumentProxy; close: () => Promise<void> }> {
  // Loaded when a document is added and not before: it is larger than the whole cockpit.
  const { getDocument, PDFWorker } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
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

/** A page that cannot be read costs only itself: it becomes a grey slide with its number. */
async function renderSlide(pdf: PDFDocumentProxy, number: number): Promise<RenderedSlide> {
  try {
    const page = await pdf.getPage(number)
    const text = await readText(page)
    const [small, large] = await withFrames(() =>
      Promise.all(WIDTH_CLASSES.map((width) => draw(page, WIDTH_PX[width]))),
    )
    const lacksFont = NOT_LATIN.test(text) && lacksSomeFont(page)
    page.cleanup()
    if (!small || !large) throw new Error('a slide has two widths')
    const isBlank = small.isWhite && text.trim() === ''
    const finding = isBlank ? 'blank' : lacksFont ? 'font-missing' : null
    return { small: small.blob, large: large.blob, text, finding }
  } catch {
    const [small, large] = await Promise.all(WIDTH_CLASSES.map((width) => drawUnread(number, WIDTH_PX[width])))
    if (!small || !large) throw new PdfRefused('damaged')
    return { small, large, text: '', finding: 'unread' }
  }
}

/** Text that cannot be read costs only the text. */
async function readText(page: PDFPageProxy): Promise<string> {
  try {
    return slideText((await page.getTextContent()).items)
  } catch {
    return ''
  }
}

/**
 * Pages are drawn frame by frame, and there are no frames while another tab is in front: then a timer takes their place.
 */
async function withFrames<Result>(work: () => Promise<Result>): Promise<Result> {
  const own = window.requestAnimationFrame
  window.requestAnimationFrame = (draw) => {
    let isDrawn = false
    const once = (nowMs: number) => {
      if (!isDrawn) draw(nowMs)
      isDrawn = true
    }
    setTimeout(() => once(performance.now()), FRAME_WITHIN_MS)
    return own.call(window, once)
  }
  try {
    return await work()
  } finally {
    window.requestAnimationFrame = own
  }
}

async function drawUnread(number: number, widthPx: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = Math.round((widthPx * 9) / 16)
  const context = canvas.getContext('2d')
  if (!context) throw new PdfRefused('damaged')
  context.fillStyle = '#d9dee2'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#1f2e3b'
  context.font = `bold ${Math.round(canvas.height / 4)}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(`⚠ ${number}`, canvas.width / 2, canvas.height / 2)
  return pictureOf(canvas, 'image/png')
}

async function draw(page: PDFPageProxy, widthPx: number): Promise<{ blob: Blob; isWhite: boolean }> {
  const natural = page.getViewport({ scale: 1 })
  const scale = Math.min(widthPx / natural.width, MAX_SIDE_PX / natural.height)
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  // What a reader shows on the screen is what the class sees: notes drawn by hand, layers for the screen.
  await page.render({ canvas, viewport, intent: 'display', background: '#ffffff' }).promise
  const exact = await pictureOf(canvas, 'image/png')
  const blob = exact.size > HEAVY_BYTES ? await pictureOf(canvas, 'image/webp') : exact
  const isWhite = widthPx === WIDTH_PX.small && isAllWhite(canvas)
  // Frees the memory without waiting for garbage collection.
  canvas.width = 0
  return { blob, isWhite }
}

function isAllWhite(canvas: HTMLCanvasElement): boolean {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  return pixels?.every((value) => value === WHITE) ?? false
}

/** A font of the page is not in the file; pages of Latin letters get one of ours that looks nearly the same. */
function lacksSomeFont(page: PDFPageProxy): boolean {
  const fonts = [...page.commonObjs] as [string, { missingFile?: boolean } | null][]
  return fonts.some(([, font]) => font?.missingFile === true)
}

function pictureOf(canvas: HTMLCanvasElement, type: 'image/png' | 'image/webp'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('the slide gave no picture')))
    canvas.toBlob(take, type, GOOD)
  })
}
