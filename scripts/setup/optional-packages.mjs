import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const PACKAGES = [
  { name: 'ffmpeg', program: '/usr/bin/ffmpeg' },
  { name: 'coturn', program: '/usr/bin/turnserver' },
]
const FOLDER = fileURLToPath(new URL('../../.build', import.meta.url))
const ATTEMPTED = join(FOLDER, 'optional-packages')
const COTURN_UNIT = '/etc/systemd/system/coturn.service'

/**
 * Installs what recording and TURN need, where that is possible without asking: as root on Debian. It is attempted once
 * per clone, so that later starts are fast on a machine without a package mirror; the start itself names what is
 * missing.
 */
export async function installOptionalPackages() {
  const missing = PACKAGES.filter(({ program }) => !existsSync(program)).map(({ name }) => name)
  const isPossible = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (missing.length === 0 || !isPossible || existsSync(ATTEMPTED)) return
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(ATTEMPTED, `${missing.join(' ')}\n`)
  try {
    if (missing.includes('coturn')) keepUnitOff()
    await ensureSystemPackages(missing, 'to record lessons and to pass strict firewalls')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.message}\nStarting without ${missing.join(' and ')}.`)
  }
}

/** Debian starts coturn as soon as it is installed; Samsal runs its own, with its own settings. */
function keepUnitOff() {
  if (existsSync('/etc/systemd/system') && !existsSync(COTURN_UNIT)) symlinkSync('/dev/null', COTURN_UNIT)
}
