import type { WidthClass } from '@/domain/materials/limits'

/** Decoded images stay in memory, so that slides turn without delay and without a connection. */
const MOST_KEPT = 12
const kept = new Map<string, Promise<HTMLImageElement>>()

export function pagePath(materialId: string, slideNumber: number, widthClass: WidthClass): string {
  return `/api/materials/${materialId}/slides/${slideNumber}/${widthClass}`
}

/** The image at `path`, decoded and ready to be shown. @throws when it does not load; the next call tries again. */
export function loadPicture(path: string): Promise<HTMLImageElement> {
  const known = kept.get(path)
  const picture = known ?? fetchPicture(path)
  // The most recently requested is last, so the oldest is evicted first.
  kept.delete(path)
  kept.set(path, picture)
  const oldest = kept.keys().next().value
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return picture
}

async function fetchPicture(path: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = path
  try {
    await image.decode()
    return image
  } catch (error) {
    kept.delete(path)
    throw error
  }
}
