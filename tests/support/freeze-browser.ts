import { readdirSync, readFileSync } from 'node:fs'

import type { Sender } from './fake-media'

type Process = { pid: number; parent: number; command: string }

/** Every process of this machine; one that ends while they are read is left out. */
function listProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) /)
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
        return [{ pid: Number(name), parent: Number(rest.split(' ')[1]), command }]
      } catch {
        return []
      }
    })
}

/**
 * Stops all processes of this test's browsers with a sender's devices, as a machine that loses its network or goes to
 * sleep: nothing of their pages is sent or answered, neither requests nor packets. @returns what lets them go on.
 */
export function freezeBrowsers(sender: Sender): () => void {
  return freezeBrowsersWith(`/${sender}.y4m`)
}

/** The same for browsers that were started with an argument. */
export function freezeBrowsersWith(argument: string): () => void {
  const all = listProcesses()
  const of = (parent: number): Process[] => {
    const children = all.filter((one) => one.parent === parent)
    return children.flatMap((child) => [child, ...of(child.pid)])
  }
  const frozen = of(process.pid)
    .filter(({ command }) => command.includes(argument) && !command.includes('--type='))
    .flatMap((root) => [root, ...of(root.pid)])
  const tell = (signal: 'SIGSTOP' | 'SIGCONT') => {
    for (const { pid } of frozen) {
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended.
      }
    }
  }
  tell('SIGSTOP')
  return () => tell('SIGCONT')
}
