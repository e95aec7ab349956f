import { existsSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import { runCommand } from '../run-command.mjs'

const ROOT = new URL('../../', import.meta.url)
// The packages' install scripts are not run: their work is done here or when it is needed. So npm versions without a
// list of allowed scripts give the same result as those with one.
const NPM_ARGS = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']

/** Installs the packages of the lock, unless they are installed. */
export async function installDependencies() {
  if (isInstalled()) return
  const { code, output } = await step('Installing packages (npm ci), about a minute', () =>
    runCommand('npm', NPM_ARGS, { cwd: fileURLToPath(ROOT), env: { ...process.env, PATH: pathWithoutPackages() } }),
  )
  if (code !== 0) {
    throw new Problem(
      `npm ci failed with code ${code}:\n${output}`,
      'Check that the package registry can be reached and the disk is not full, then run the same command again.',
    )
  }
  if (!isInstalled()) {
    throw new Problem(
      'npm ci ended well, but node_modules does not match package-lock.json.',
      'Delete node_modules and run the same command again; if it stays so, package-lock.json needs `npm run lock:complete`.',
    )
  }
}

/** Compares the lock with npm's record of the installation, which npm writes last. */
function isInstalled() {
  const record = new URL('node_modules/.package-lock.json', ROOT)
  if (!existsSync(record)) return false
  const wanted = readPackages(new URL('package-lock.json', ROOT))
  const installed = readPackages(record)
  if (!installed[`node_modules/node-${process.platform}-${process.arch}`]) return false
  const isComplete = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === entry.version : entry.optional === true
  })
  return isComplete && Object.keys(installed).every((path) => wanted[path] !== undefined)
}

/**
 * @param {URL} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch (cause) {
    throw new Problem(
      `${fileURLToPath(file)} cannot be read.`,
      'Delete it if it is in node_modules; else restore it.',
      { cause },
    )
  }
}

/** `npm ci` deletes the Node in node_modules, so npm must run on the machine's own. */
function pathWithoutPackages() {
  const parts = (process.env.PATH ?? '').split(delimiter)
  return parts.filter((part) => !part.includes('node_modules')).join(delimiter)
}
