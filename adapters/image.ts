import sharp, { type WebpOptions } from 'sharp'

// A core stays free for the pages that other people ask for meanwhile.
sharp.concurrency(1)
sharp.cache(false)

/** More effort takes twice the time and saves next to nothing. */
const EFFORT = 2

/** A picture that is not taken: more pixels than allowed, or no whole picture of a kind that can be read. */
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

/** What a picture's own head says, without decoding it. @throws ImageRefused. */
export async function readImageShape(bytes: Uint8Array, limits: Limits): Promise<ImageShape> {
  const { format, width, height, pages = 1 } = await refuse(() => open(bytes, limits).metadata())
  return { format, width, height, frames: pages }
}

/** Makes a WebP of at most a width, from the picture's pixels alone: nothing else that the file carries is kept. @throws ImageRefused. */
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

/** Pixels are counted before any is decoded, so that a small file cannot fill the memory. */
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
