import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const READY = 'Samsal runs here: media'
const MEDIA_PORT = '3001'

export type MediaHost = {
  name: 'a' | 'b'
  /** Its address for this machine. */
  address: string
  mediaUrl: string
  /** The address of its signalling for the other host. */
  linkUrl: string
  printed: () => string
  /** Kills its processes. */
  kill: () => Promise<void>
}

export type TwoHosts = {
  a: MediaHost
  b: MediaHost
  /** The address at which both reach this machine. */
  ownAddress: (name: MediaHost['name']) => string
  start: (host: MediaHost, environment: Record<string, string>) => Promise<void>
  /** Cuts the connection between the two; each can still be reached from here. */
  cutCable: () => void
  mendCable: () => void
  remove: () => void
}

const NETWORKS = { a: '10.214.1', b: '10.214.2', cable: '10.214.3' } as const

/**
 * Two network namespaces, each connected to this machine and to each other: two hosts from the media's point of view.
 */
export function makeTwoHosts(): TwoHosts {
  const space = (name: MediaHost['name']) => `samsal-${name}-${process.pid}`
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const inside = (name: MediaHost['name'], ...args: string[]) => ip('netns', 'exec', space(name), 'ip', ...args)
  const processes: Record<MediaHost['name'], ChildProcess | undefined> = { a: undefined, b: undefined }
  const printed = { a: '', b: '' }
  const folders = { a: makeFolder(), b: makeFolder() }
  for (const name of ['a', 'b'] as const) {
    try {
      ip('netns', 'add', space(name))
    } catch (cause) {
      throw new Error('This test needs root and a kernel with network namespaces (ip netns add).', { cause })
    }
    const outer = `s${name}${process.pid}`
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', 'home', 'netns', space(name))
    ip('address', 'add', `${NETWORKS[name]}.1/24`, 'dev', outer)
    ip('link', 'set', outer, 'up')
    inside(name, 'address', 'add', `${NETWORKS[name]}.2/24`, 'dev', 'home')
    for (const device of ['lo', 'home']) inside(name, 'link', 'set', device, 'up')
  }
  ip('link', 'add', 'cable', 'netns', space('a'), 'type', 'veth', 'peer', 'name', 'cable', 'netns', space('b'))
  inside('a', 'address', 'add', `${NETWORKS.cable}.1/24`, 'dev', 'cable')
  inside('b', 'address', 'add', `${NETWORKS.cable}.2/24`, 'dev', 'cable')
  for (const name of ['a', 'b'] as const) inside(name, 'link', 'set', 'cable', 'up')

  const cableOf = { a: `${NETWORKS.cable}.1`, b: `${NETWORKS.cable}.2` }
  const kill = async (name: MediaHost['name']) => {
    const child = processes[name]
    processes[name] = undefined
    for (const pid of pidsIn(space(name))) process.kill(pid, 'SIGKILL')
    if (child && child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('exit', resolve))
    }
  }
  const host = (name: MediaHost['name']): MediaHost => ({
    name,
    address: `${NETWORKS[name]}.2`,
    mediaUrl: `ws://${NETWORKS[name]}.2:${MEDIA_PORT}`,
    linkUrl: `http://${cableOf[name]}:${MEDIA_PORT}`,
    printed: () => printed[name],
    kill: () => kill(name),
  })
  return {
    a: host('a'),
    b: host('b'),
    ownAddress: (name) => `${NETWORKS[name]}.1`,
    start: ({ name, address, mediaUrl, linkUrl }, environment) => {
      const child = spawn('ip', ['netns', 'exec', space(name), process.execPath, path.join(ROOT, 'scripts/start.ts')], {
        cwd: ROOT,
        env: {
          ...process.env,
          ...{ SAMSAL_PARTS: 'media', NODE_ID: name, DATA_DIR: folders[name], MEDIA_WORKERS: '1' },
          ...{ MEDIA_PORT, MEDIA_PUBLIC_URL: mediaUrl, RTC_PORT: '40000', RTC_LISTEN_ADDRESS: address },
          ...{ NODE_LINK_URL: linkUrl, PIPE_ADDRESS: cableOf[name] },
          ...environment,
        },
      })
      processes[name] = child
      return new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error(`host ${name} did not start:\n${printed[name]}`)))
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (bytes: Buffer) => {
            printed[name] += bytes.toString()
            if (printed[name].includes(READY)) resolve()
          })
        }
      })
    },
    cutCable: () => inside('a', 'link', 'set', 'cable', 'down'),
    mendCable: () => inside('a', 'link', 'set', 'cable', 'up'),
    remove: () => {
      for (const name of ['a', 'b'] as const) {
        for (const pid of pidsIn(space(name))) process.kill(pid, 'SIGKILL')
        ip('netns', 'delete', space(name))
        rmSync(folders[name], { recursive: true, force: true })
      }
    },
  }
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'samsal-host-'))
}

function pidsIn(space: string): number[] {
  return execFileSync('ip', ['netns', 'pids', space], { encoding: 'utf8' }).split('\n').filter(Boolean).map(Number)
}
