const FRAMES = 8
const FRAME = /^\s+at \S/

/**
 * The stack frames of an error without its message, which may contain typed text, including line breaks followed by
 * text that looks like a frame.
 */
export function stackFrames(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  const at = error.message === '' ? 0 : error.stack.indexOf(error.message)
  const behind = at < 0 ? '' : error.stack.slice(at + error.message.length)
  return behind
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim())
}
