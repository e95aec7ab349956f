import 'server-only'
import { describeError } from './describe-error'
import { webLogger } from './logger'

/** Longer lines of the framework are cut, because they may contain anything. */
const TEXT_MAX = 200

/**
 * Turns the framework's console output into our log lines: an error as far as a log may contain it, anything else as
 * one cut line. The framework prints the message of any error on a page, including line breaks.
 */
export function quietConsole(): void {
  Object.assign(globalThis.console, {
    error: (...given: unknown[]) => webLogger().error({ event: 'framework', ...describe(given) }),
    warn: (...given: unknown[]) => webLogger().warn({ event: 'framework', ...describe(given) }),
  })
}

function describe(given: unknown[]): object {
  const error = given.find((one) => one instanceof Error)
  if (error) return describeError(error)
  const [text = ''] = given.filter((one) => typeof one === 'string')
  return { text: text.split('\n', 1)[0]?.slice(0, TEXT_MAX) }
}
