import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** A process's usage at one moment. */
export type ProcessUsage = { pid: number; cpuSeconds: number; residentBytes: number }

const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4_096
const LISTENING = '0A'
/** Fields of /proc/<pid>/stat after the name, which may contain spaces. */
const STAT = { state: 0, userTicks: 11, systemTicks: 12, residentPages: 21 } as const

/** Reads CPU time and memory; null when the process no longer exists. */
export function readUsage(pid: number): ProcessUsage | null {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[STAT.userTicks]) + Number(fields[STAT.systemTicks])
  return {
    pid,
    cpuSeconds: ticks / TICKS_PER_SECOND,
    residentBytes: Number(fields[STAT.residentPages]) * PAGE_BYTES,
  }
}

/** The media workers below the local process that listens on this port; none when it runs elsewhere. */
export function findWorkers(port: number): number[] {
  const server = findListener(port)
  if (server === null) return []
  return childrenOf(server).filter((pid) => read(`/proc/${pid}/cmdline`)?.includes('mediasoup-worker') ?? false)
}

/** Addresses of the sockets that listen on this port, from the text of /proc/net/tcp. */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      return state === LISTENING && local.endsWith(`:${wanted}`) ? [inode] : []
    })
}

function findListener(port: number): number | null {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => read(path) ?? '')
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`))
  if (sockets.size === 0) return null
  return processes().find((pid) => openFilesOf(pid).some((target) => sockets.has(target))) ?? null
}

function childrenOf(pid: number): number[] {
  return list(`/proc/${pid}/task`).flatMap((task) =>
    (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').flatMap((child) => (child ? [Number(child)] : [])),
  )
}

function openFilesOf(pid: number): string[] {
  return list(`/proc/${pid}/fd`).flatMap((file) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${file}`)]
    } catch {
      // Closed meanwhile, or not readable by us.
      return []
    }
  })
}

function processes(): number[] {
  return list('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}

function list(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    // No such process, not ours, or no /proc at all.
    return []
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // As above.
    return null
  }
}
