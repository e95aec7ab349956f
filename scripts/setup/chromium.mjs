import { existsSync } from 'node:fs'
import { Problem } from '../problem.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const DEBIAN_SHELL = '/usr/bin/chromium-headless-shell'

/** The complete Chromium, with a window and its questions. */
export function chromiumPath() {
  return process.env.CHROMIUM_BIN || DEBIAN_CHROMIUM
}

/** The same engine without a window, which most tests drive: it takes a quarter less processor. */
export function chromiumShellPath() {
  const isOwn = process.env.CHROMIUM_BIN || !existsSync(DEBIAN_SHELL)
  return process.env.CHROMIUM_SHELL_BIN || (isOwn ? chromiumPath() : DEBIAN_SHELL)
}

/** Installs Debian's Chromium if the tests would find none, and its shell if it can be had. */
export async function ensureChromium() {
  await ensureWithWindow()
  if (process.env.CHROMIUM_BIN || existsSync(DEBIAN_SHELL)) return
  try {
    await ensureSystemPackages(['chromium-headless-shell'], 'for the tests in a browser')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.message}\nThe tests run in ${chromiumPath()} alone, and take longer.`)
  }
}

async function ensureWithWindow() {
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
