/** An error that the reader can fix, shown as two plain sentences, without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message what failed
   * @param {string} remedy what to do about it
   * @param {ErrorOptions} [options]
   */
  constructor(message, remedy, options) {
    super(message, options)
    this.name = 'Problem'
    this.remedy = remedy
  }
}

/**
 * Shows an error at the top of a script and sets the exit code. A bug keeps its stack.
 *
 * @param {unknown} error
 */
export function reportProblem(error) {
  process.exitCode = 1
  if (!(error instanceof Problem)) {
    console.error(error)
    return
  }
  console.error(`\n${error.message}\n${error.remedy}`)
  if (error.cause instanceof Error) console.error(`(${error.cause.message})`)
}
