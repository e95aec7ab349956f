import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type WalledHost = {
  /** Runs Chromium inside. */
  program: string
  /** This machine's address from inside. */
  address: string
  /** An address of this machine that is unreachable from inside. */
  hiddenAddress: string
  remove: () => void
}

const ADDRESS = '10.213.77.1'
const INSIDE = '10.213.77.2'
const HIDDEN = '10.213.78.1'

/** A network namespace connected to one address of this machine: any other address is unreachable. */
export function makeWalledHost(): WalledHost {
  const name = `sam${process.pid}`
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const inside = (...args: string[]) => ip('netns', 'exec', name, 'ip', ...args)
  try {
    ip('netns', 'add', name)
  } catch (cause) {
    throw new Error('This test needs root and a kernel with network namespaces (ip netns add).', { cause })
  }
  ip('link', 'add', `${name}o`, 'type', 'veth', 'peer', 'name', `${name}i`, 'netns', name)
  ip('address', 'add', `${ADDRESS}/30`, 'dev', `${name}o`)
  ip('address', 'add', `${HIDDEN}/32`, 'dev', `${name}o`)
  ip('link', 'set', `${name}o`, 'up')
  inside('link', 'set', 'lo', 'up')
  inside('address', 'add', `${INSIDE}/30`, 'dev', `${name}i`)
  inside('link', 'set', `${name}i`, 'up')
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-walled-'))
  const program = path.join(folder, 'chromium')
  const chromium = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium'
  writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${name} ${chromium} "$@"\n`)
  chmodSync(program, 0o755)
  return {
    program,
    address: ADDRESS,
    hiddenAddress: HIDDEN,
    remove: () => {
      ip('netns', 'delete', name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
