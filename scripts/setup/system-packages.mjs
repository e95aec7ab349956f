import { existsSync } from 'node:fs'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import { runCommand } from '../run-command.mjs'

/**
 * Makes sure that Debian packages are installed: installs them as root, otherwise prints the command and stops.
 *
 * @param {string[]} names
 * @param {string} purpose what they are for, as in "needed …"
 */
export async function ensureSystemPackages(names, purpose) {
  if (!existsSync('/usr/bin/dpkg-query')) {
    throw new Problem(
      `This machine is not a Debian, so the packages needed ${purpose} cannot be checked.`,
      `Install what corresponds to these Debian packages: ${names.join(' ')}`,
    )
  }
  const missing = await listMissing(names)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    throw new Problem(
      `System packages are missing that are needed ${purpose}.`,
      `Run this as root, then start again:\n\n  apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}\n`,
    )
  }
  await step(`Installing system packages ${purpose}`, async (report) => {
    await apt(['update'], report)
    await apt(['install', '-y', '--no-install-recommends', ...missing], report)
  })
}

/** @param {string[]} names */
async function listMissing(names) {
  const { output } = await runCommand('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n', ...names])
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.split(/\s+/)[1]),
  )
  return names.filter((name) => !installed.has(name))
}

/**
 * @param {string[]} args
 * @param {(detail: string) => void} report
 */
async function apt(args, report) {
  const { code, output } = await runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    onLine: (line) => report(`apt-get: ${line}`),
  })
  if (code === 0) return
  throw new Problem(
    `apt-get ${args.join(' ')} failed with code ${code}:\n${output}`,
    'Check that the Debian mirror can be reached, then run the same command again.',
  )
}
