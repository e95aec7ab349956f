import { setTimeout as pause } from 'node:timers/promises'

/** Where Node listens for a debugger once it is asked to by a signal. */
const INSPECTOR = 'http://127.0.0.1:9229/json/list'
const LISTENS_WITHIN_MS = 10_000
const MEGABYTE = 2 ** 20

/**
 * What a Node process of this machine holds after a garbage collection, in megabytes: its heap and the buffers
 * beside it. The resident memory says less, for an idle process collects nothing.
 * One process at a time: all have the same door.
 * @throws when the process lets no debugger in, or another one did before.
 */
export async function measureHeld(pid: number): Promise<number> {
  const socket = new WebSocket(await findDebugger(pid))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`the process ${pid} lets no debugger in`))
  })
  try {
    await ask(socket, 'HeapProfiler.enable')
    await ask(socket, 'HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = await ask(socket, 'Runtime.getHeapUsage')
    return (Number(usedSize) + Number(backingStorageSize)) / MEGABYTE
  } finally {
    socket.close()
  }
}

let opened: number | undefined

async function findDebugger(pid: number): Promise<string> {
  const before = await listDebuggers()
  if (opened !== pid && before.length > 0) throw new Error('another process has let a debugger in')
  opened = pid
  process.kill(pid, 'SIGUSR1')
  for (const endAt = Date.now() + LISTENS_WITHIN_MS; ; await pause(100)) {
    const [target] = await listDebuggers()
    if (target) return target.webSocketDebuggerUrl
    if (Date.now() > endAt) throw new Error(`the process ${pid} lets no debugger in`)
  }
}

async function listDebuggers(): Promise<{ webSocketDebuggerUrl: string }[]> {
  const answer = await fetch(INSPECTOR).catch(() => null)
  return answer ? ((await answer.json()) as { webSocketDebuggerUrl: string }[]) : []
}

let asked = 0
function ask(socket: WebSocket, method: string): Promise<Record<string, unknown>> {
  asked += 1
  const id = asked
  return new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> }
      if (answer.id === id) resolve(answer.result ?? {})
    })
    socket.send(JSON.stringify({ id, method }))
  })
}
