import type { WidthClass } from '@/domain/materials/limits'

/** Decoded pictures stay in memory, so that a slide turns without a wait and without a line. */
const MOST_KEPT = 12
const kept = new Map<string, Promise<HTMLImageElement>>()

export function pagePath(materialId: string, slideNumber: number, widthClass: WidthClass): string {
  return `/api/materials/${materialId}/slides/${slideNumber}/${widthClass}`
}

/** The picture at `path`, decoded and ready to be shown. @throws when it does not come; asking again tries again. */
export function loadPicture(path: string): Promise<HTMLImageElement> {
  const known = kept.get(path)
  const picture = known ?? fetchPicture(path)
  // The one asked for last stands last, so the oldest goes first.
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
