import { existsSync } from 'node:fs'
import { Problem } from '../problem.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const DEBIAN_FIREFOX = '/usr/bin/firefox-esr'
/** Firefox decodes no voice on a machine without a sound card; the tests give it one that nobody hears. */
export const PULSEAUDIO = '/usr/bin/pulseaudio'

/** The Firefox that the tests drive. */
export function firefoxPath() {
  return process.env.FIREFOX_BIN || DEBIAN_FIREFOX
}

/** @returns the sentence that says that the tests would find no Firefox, or no sound for it; null when they are there. */
export function missingFirefox() {
  const missing = [firefoxPath(), PULSEAUDIO].filter((path) => !existsSync(path))
  if (missing.length === 0) return null
  return `There is no ${missing.join(' and no ')}: the tests with Firefox fail. Install Debian's firefox-esr and pulseaudio, or set FIREFOX_BIN to the path of a Firefox.`
}

/**
 * Installs Debian's Firefox if the tests would find none. Where it cannot be had, only the tests that need it fail, with
 * the sentence that is printed here.
 */
export async function ensureFirefox() {
  if (missingFirefox() === null) return
  const names = process.env.FIREFOX_BIN ? ['pulseaudio'] : ['firefox-esr', 'pulseaudio']
  try {
    await ensureSystemPackages(names, 'for the tests in a second browser')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.message}\n${error.remedy}`)
  }
  const missing = missingFirefox()
  if (missing !== null) console.error(missing)
}
