import sharp, { type WebpOptions } from 'sharp'

// Leaves a core free for pages that other people request meanwhile.
sharp.concurrency(1)
sharp.cache(false)

/** More effort takes twice the time and saves almost nothing. */
const EFFORT = 2

/** A refused image: more pixels than allowed, or not a complete image of a supported format. */
export class ImageRefused extends Error {
  readonly reason: 'too-large' | 'damaged'

  constructor(reason: ImageRefused['reason'], options?: ErrorOptions) {
    super(`the image was refused: ${reason}`, options)
    this.name = 'ImageRefused'
    this.reason = reason
  }
}

export type ImageShape = { format: string; width: number; height: number; frames: number }
export type Webp = { image: Buffer; widthPx: number; heightPx: number }
type Quality = 'lossless' | number
type Limits = { maxSidePx: number }

/** The metadata of an image, without decoding it. @throws ImageRefused. */
export async function readImageShape(bytes: Uint8Array, limits: Limits): Promise<ImageShape> {
  const { format, width, height, pages = 1 } = await refuse(() => open(bytes, limits).metadata())
  return { format, width, height, frames: pages }
}

/**
 * Makes a WebP of at most a width, from the image's pixels only: nothing else in the file is kept. @throws
 * ImageRefused.
 */
export async function encodeWebp(
  bytes: Uint8Array,
  { widthPx, quality, maxSidePx }: Limits & { widthPx: number; quality: Quality },
): Promise<Webp> {
  const { data, info } = await refuse(() =>
    open(bytes, { maxSidePx })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: widthPx, withoutEnlargement: true })
      .webp(optionsOf(quality))
      .toBuffer({ resolveWithObject: true }),
  )
  return { image: data, widthPx: info.width, heightPx: info.height }
}

function optionsOf(quality: Quality): WebpOptions {
  if (quality === 'lossless') return { lossless: true, effort: EFFORT }
  return { quality, smartSubsample: true, effort: EFFORT }
}

/** The pixel count is checked before decoding, so that a small file cannot fill the memory. */
function open(bytes: Uint8Array, { maxSidePx }: Limits) {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxSidePx * maxSidePx })
}

async function refuse<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    const isTooLarge = cause instanceof Error && cause.message.includes('pixel limit')
    throw new ImageRefused(isTooLarge ? 'too-large' : 'damaged', { cause })
  }
}
