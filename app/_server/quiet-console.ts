import 'server-only'
import { describeError } from './describe-error'
import { webLogger } from './logger'

/** Longer lines of the framework are cut: what they hold is not ours to know. */
const TEXT_MAX = 200

/**
 * Has what the framework prints come out as our log lines: an error as what a log may hold of it, anything else as one
 * cut line. It prints the message of whatever breaks on a page, line breaks included.
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
