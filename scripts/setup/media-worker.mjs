import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, release } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import { runCommand } from '../run-command.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const MEDIASOUP = fileURLToPath(new URL('../../node_modules/mediasoup', import.meta.url))
const BUILD_SCRIPT = fileURLToPath(new URL('../mediasoup-worker/build.sh', import.meta.url))
const BUILD_PACKAGES = [
  ...['g++', 'pkg-config', 'meson', 'ninja-build'],
  ...['libuv1-dev', 'libssl-dev', 'libsrtp2-dev', 'libabsl-dev', 'libflatbuffers-dev', 'flatbuffers-compiler'],
]
/** Raised when the worker's build changes, so that an earlier one is no longer used. */
const RECIPE = 2
/** Build folders, each with the process that uses it. */
const MAKING = 'making-'
const DOWNLOAD_TIMEOUT_MS = 20_000
/** The worker's exit code when it is started by hand, which shows that it runs on this machine. */
const STARTED_BY_HAND = 41

/** The path of the mediasoup worker for this version and processor. */
export function workerPath() {
  if (process.env.MEDIASOUP_WORKER_BIN) return process.env.MEDIASOUP_WORKER_BIN
  return join(cacheFolder(), 'samsal', `mediasoup-worker-${readPackage().version}-${process.arch}-${RECIPE}`)
}

/** The user's cache; a user without a home directory, as for services, uses the checkout. */
function cacheFolder() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME
  const home = process.env.HOME || homedir()
  return existsSync(home) ? join(home, '.cache') : fileURLToPath(new URL('../../.cache', import.meta.url))
}

/** Finds, downloads or builds the mediasoup worker; once per machine and version. */
export async function ensureWorker() {
  const path = workerPath()
  if (process.env.MEDIASOUP_WORKER_BIN) {
    if (runsHere(path)) return
    throw new Problem(
      `MEDIASOUP_WORKER_BIN names ${path}, which does not run on this machine.`,
      'Correct the variable, or unset it to have the worker downloaded or built.',
    )
  }
  if (existsSync(path) && runsHere(path)) return
  const folder = makeFolder(dirname(path))
  try {
    const fresh = join(folder, 'mediasoup-worker')
    const isDownloaded = await step('Downloading the media worker', () => download(fresh))
    if (!isDownloaded) await build(fresh)
    renameSync(fresh, path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A folder of this process in the cache, beside those of concurrent ones.
 *
 * @param {string} cache
 */
function makeFolder(cache) {
  try {
    mkdirSync(cache, { recursive: true })
    removeAbandoned(cache)
    return mkdtempSync(join(cache, `${MAKING}${process.pid}-`))
  } catch (cause) {
    throw new Problem(
      `The media worker cannot be kept in ${cache}.`,
      'Set XDG_CACHE_HOME to a folder that can be written, or MEDIASOUP_WORKER_BIN to a worker of this version.',
      { cause },
    )
  }
}

/**
 * A set-up that was killed leaves its build folder behind; the next one removes it.
 *
 * @param {string} cache
 */
function removeAbandoned(cache) {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(MAKING)) continue
    const pid = Number(/^making-(\d+)-/.exec(name)?.[1] ?? 0)
    if (pid !== 0 && isRunning(pid)) continue
    rmSync(join(cache, name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('setup.mjs')
  } catch {
    // There is no such process.
    return false
  }
}

/** @returns {{ version: string, repository: { url: string } }} */
function readPackage() {
  return JSON.parse(readFileSync(join(MEDIASOUP, 'package.json'), 'utf8'))
}

/** @param {string} path */
function runsHere(path) {
  return spawnSync(path, [], { env: {}, stdio: 'ignore', timeout: 5_000 }).status === STARTED_BY_HAND
}

/**
 * Downloads the prebuilt worker of mediasoup's release. After any failure it is built instead.
 *
 * @param {string} path
 */
async function download(path) {
  const { version, repository } = readPackage()
  const releases = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`
  const name = `mediasoup-worker-${version}-linux-${process.arch}-kernel${release().split('.')[0]}.tgz`
  const base = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || releases
  try {
    const reply = await fetch(`${base}/${version}/${name}`, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) })
    if (!reply.ok) return false
    const archive = `${path}.tgz`
    writeFileSync(archive, Buffer.from(await reply.arrayBuffer()))
    if (spawnSync('tar', ['-xzf', archive, '-C', dirname(path)]).status !== 0) return false
    chmodSync(path, 0o755)
  } catch (error) {
    console.log(
      `  The media worker cannot be downloaded (${error instanceof Error ? error.message : error}); it will be built.`,
    )
    return false
  }
  return runsHere(path)
}

/** @param {string} path */
async function build(path) {
  await ensureSystemPackages(BUILD_PACKAGES, 'to build the media worker')
  const { code, output } = await step('Building the media worker, about five minutes on two cores', (report) =>
    runCommand('bash', [BUILD_SCRIPT, MEDIASOUP, path], {
      env: { ...process.env, NINJA_STATUS: '[%f/%t] ' },
      onLine: (line) => {
        const count = /^\[\d+\/\d+\]/.exec(line)
        if (count) report(count[0])
      },
    }),
  )
  if (code === 0 && runsHere(path)) return
  throw new Problem(
    `The media worker could not be built (code ${code}):\n${output}`,
    'Mend what the last lines name and run the same command again, or set MEDIASOUP_WORKER_BIN to a worker of this version.',
  )
}
