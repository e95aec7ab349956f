import { existsSync } from 'node:fs'
import { Problem } from '../problem.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'

/** The Chromium that the tests drive. */
export function chromiumPath() {
  return process.env.CHROMIUM_BIN || DEBIAN_CHROMIUM
}

/** Installs Debian's Chromium if the tests would find none. */
export async function ensureChromium() {
  if (existsSync(chromiumPath())) return
  if (process.env.CHROMIUM_BIN) {
    throw new Problem(
      `CHROMIUM_BIN names ${process.env.CHROMIUM_BIN}, which does not exist.`,
      'Correct the variable, or unset it to use the Chromium of Debian.',
    )
  }
  await ensureSystemPackages(['chromium'], 'for the tests in a browser')
  if (!existsSync(chromiumPath())) {
    throw new Problem(`There is still no ${DEBIAN_CHROMIUM}.`, 'Set CHROMIUM_BIN to the path of a Chromium.')
  }
}
