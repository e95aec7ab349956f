import { createHash } from 'node:crypto'

const HEX = 16

/** The id of the recording that a lesson began at a moment: the same after every restart, so that it continues. */
export function recordingIdOf(lessonId: string, sinceMs: number): string {
  const hash = createHash('sha256').update(`${lessonId}/${sinceMs}`).digest('hex')
  const variant = ((Number.parseInt(hash.charAt(HEX), HEX) & 3) | 8).toString(HEX)
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-')
}
