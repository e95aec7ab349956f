import sharp, { type WebpOptions } from 'sharp'

import { DomainError } from '@/domain/domain-error'
import { MAX_IMAGE_BYTES, MAX_SIDE_PX, WIDTH_PX, type WidthClass } from '@/domain/materials/limits'

export type EncodedPage = { image: Buffer; widthPx: number; heightPx: number }

const FORMATS = new Set(['png', 'jpeg', 'webp'])

/** Qualities by width, the best first. */
const QUALITIES: Readonly<Record<WidthClass, readonly number[]>> = { small: [70, 50, 35], large: [80] }
/** What a page should not weigh more than. A slide of text is far below it; a photograph may pass it. */
const AIM_BYTES: Readonly<Record<WidthClass, number>> = { small: 45_000, large: 120_000 }
/** A PNG that is heavier than this holds more than text and drawings; without loss it would take long and stay heavy. */
const DRAWN_BYTES = 500_000
/** More effort takes twice the time and saves next to nothing. */
const EFFORT = 2

// A core stays free for the pages that other people ask for meanwhile.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Makes a WebP of `widthClass` from a picture of a page, from its pixels alone: nothing else that the file carries is kept.
 * @throws DomainError `materials.not-an-image` for anything but a whole, still PNG, JPEG or WebP; `materials.image-too-large`.
 */
export async function encodePage(bytes: Uint8Array, widthClass: WidthClass): Promise<EncodedPage> {
  if (bytes.byteLength > MAX_IMAGE_BYTES) throw new DomainError('materials.image-too-large')
  // Looked at before a decoder is: of the many formats that one knows, only three come near it.
  if (!hasKnownBeginning(bytes)) throw new DomainError('materials.not-an-image')
  const { format, width, height } = await readShape(bytes)
  if (width > MAX_SIDE_PX || height > MAX_SIDE_PX) throw new DomainError('materials.image-too-large')
  // Text and drawings are sharper and lighter without loss.
  if (format === 'png' && bytes.byteLength <= DRAWN_BYTES) {
    const exact = await encode(bytes, widthClass, { lossless: true, effort: EFFORT })
    if (exact.image.byteLength <= AIM_BYTES[widthClass]) return exact
  }
  const [best, ...lower] = QUALITIES[widthClass].map((quality) => ({ quality, smartSubsample: true, effort: EFFORT }))
  let encoded = await encode(bytes, widthClass, best)
  for (const options of lower) {
    if (encoded.image.byteLength <= AIM_BYTES[widthClass]) break
    encoded = await encode(bytes, widthClass, options)
  }
  return encoded
}

async function readShape(bytes: Uint8Array): Promise<{ format: string; width: number; height: number }> {
  const { format, width, height, pages = 1 } = await refuseDamaged(() => open(bytes).metadata())
  if (!FORMATS.has(format) || pages > 1) throw new DomainError('materials.not-an-image')
  return { format, width, height }
}

async function encode(bytes: Uint8Array, widthClass: WidthClass, options?: WebpOptions): Promise<EncodedPage> {
  const { data, info } = await refuseDamaged(() =>
    open(bytes)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: WIDTH_PX[widthClass], withoutEnlargement: true })
      .webp(options)
      .toBuffer({ resolveWithObject: true }),
  )
  return { image: data, widthPx: info.width, heightPx: info.height }
}

/** Pixels are counted before any is decoded, so that a small file cannot fill the memory. */
function open(bytes: Uint8Array) {
  return sharp(bytes, { failOn: 'error', limitInputPixels: MAX_SIDE_PX * MAX_SIDE_PX })
}

async function refuseDamaged<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('pixel limit')) {
      throw new DomainError('materials.image-too-large', {}, { cause })
    }
    throw new DomainError('materials.not-an-image', {}, { cause })
  }
}

function hasKnownBeginning(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    begin.startsWith('\x89PNG\r\n\x1a\n') ||
    begin.startsWith('\xff\xd8\xff') ||
    (begin.startsWith('RIFF') && begin.endsWith('WEBP'))
  )
}
