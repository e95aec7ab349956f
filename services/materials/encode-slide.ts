import { encodeWebp, ImageRefused, readImageShape, type Webp } from '@/adapters/image'
import { DomainError } from '@/domain/domain-error'
import { MAX_IMAGE_BYTES, MAX_SIDE_PX, WIDTH_PX, type WidthClass } from '@/domain/materials/limits'

export type EncodedSlide = Webp

const FORMATS = new Set(['png', 'jpeg', 'webp'])

/** Qualities by width, best first. */
const QUALITIES: Readonly<Record<WidthClass, readonly [number, ...number[]]>> = { small: [70, 50, 35], large: [80] }
/** The target size of a slide. A slide of text is far below it; a photograph may exceed it. */
const AIM_BYTES: Readonly<Record<WidthClass, number>> = { small: 45_000, large: 120_000 }
/** A PNG larger than this contains more than text and drawings; lossless encoding would be slow and barely smaller. */
const DRAWN_BYTES = 500_000
/**
 * Encodes the image of a slide as WebP of `widthClass`, from its pixels only: nothing else in the file is kept.
 * @throws DomainError `materials.not-an-image` for anything but a complete PNG, JPEG or WebP without animation;
 * `materials.image-too-large`.
 */
export async function encodeSlide(bytes: Uint8Array, widthClass: WidthClass): Promise<EncodedSlide> {
  if (bytes.byteLength > MAX_IMAGE_BYTES) throw new DomainError('materials.image-too-large')
  // Checked before a decoder sees the file: of the many formats that the decoder supports, only three reach it.
  if (!hasKnownBeginning(bytes)) throw new DomainError('materials.not-an-image')
  const { format, width, height } = await readShape(bytes)
  if (width > MAX_SIDE_PX || height > MAX_SIDE_PX) throw new DomainError('materials.image-too-large')
  // Text and drawings are sharper and smaller without loss.
  if (format === 'png' && bytes.byteLength <= DRAWN_BYTES) {
    const exact = await encode(bytes, widthClass, 'lossless')
    if (exact.image.byteLength <= AIM_BYTES[widthClass]) return exact
  }
  const [best, ...lower] = QUALITIES[widthClass]
  let encoded = await encode(bytes, widthClass, best)
  for (const quality of lower) {
    if (encoded.image.byteLength <= AIM_BYTES[widthClass]) break
    encoded = await encode(bytes, widthClass, quality)
  }
  return encoded
}

async function readShape(bytes: Uint8Array): Promise<{ format: string; width: number; height: number }> {
  const shape = await namingRefusals(() => readImageShape(bytes, { maxSidePx: MAX_SIDE_PX }))
  if (!FORMATS.has(shape.format) || shape.frames > 1) throw new DomainError('materials.not-an-image')
  return shape
}

function encode(bytes: Uint8Array, widthClass: WidthClass, quality: number | 'lossless'): Promise<EncodedSlide> {
  const widthPx = WIDTH_PX[widthClass]
  return namingRefusals(() => encodeWebp(bytes, { widthPx, quality, maxSidePx: MAX_SIDE_PX }))
}

async function namingRefusals<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof ImageRefused)) throw cause
    const code = cause.reason === 'too-large' ? 'materials.image-too-large' : 'materials.not-an-image'
    throw new DomainError(code, {}, { cause })
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
