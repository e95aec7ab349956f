const QUIET_MS = 700
const TICK_MS = 1_000
const PLAIN_INTERVAL_MS = 15_000

/**
 * Runs one step and shows its name and duration: a line that updates in a terminal, occasional lines in a log. A step
 * that takes no time is not shown.
 *
 * @template T
 * @param {string} title
 * @param {(report: (detail: string) => void) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = performance.now()
  const isTerminal = process.stdout.isTTY === true
  let detail = ''
  let shownAt = 0
  const timer = setInterval(show, TICK_MS)

  function show() {
    const now = performance.now()
    const line = `… ${title} ${[duration(now - startedAt), detail].filter(Boolean).join(' ')}`
    if (isTerminal) process.stdout.write(`\r\u001b[2K${line.slice(0, process.stdout.columns - 1)}`)
    else if (shownAt === 0 || now - shownAt >= PLAIN_INTERVAL_MS) console.log(line)
    else return
    shownAt = now
  }

  /** @param {string} mark */
  function finish(mark) {
    clearInterval(timer)
    const tookMs = performance.now() - startedAt
    if (isTerminal && shownAt > 0) process.stdout.write('\r\u001b[2K')
    if (mark === '✗' || shownAt > 0 || tookMs >= QUIET_MS) console.log(`${mark} ${title} ${duration(tookMs)}`)
  }

  try {
    const result = await work((text) => {
      detail = text
    })
    finish('✓')
    return result
  } catch (error) {
    finish('✗')
    throw error
  }
}

/** @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
