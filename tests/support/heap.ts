import { setTimeout as pause } from 'node:timers/promises'

/** Node's inspector port once a signal has opened it: one process of a machine at a time. */
const INSPECTOR = 'http://127.0.0.1:9229/json/list'
const LISTENS_WITHIN_MS = 10_000
const CLOSE = "setTimeout(() => process.getBuiltinModule('node:inspector').close(), 0)"
const MEGABYTE = 2 ** 20

/**
 * The memory of a local Node process after a garbage collection, in megabytes: its heap and buffers. The resident
 * memory says less, because an idle process collects nothing.
 * @throws when the process opens no inspector, or another process of this machine occupies the port.
 */
export async function measureHeld(pid: number): Promise<number> {
  const socket = new WebSocket(await openDebugger(pid))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`the process ${pid} lets no debugger in`))
  })
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
  try {
    await ask(socket, 'HeapProfiler.enable')
    await ask(socket, 'HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = await ask(socket, 'Runtime.getHeapUsage')
    return (Number(usedSize) + Number(backingStorageSize)) / MEGABYTE
  } finally {
    await ask(socket, 'Runtime.evaluate', { expression: CLOSE })
    await closed
  }
}

async function openDebugger(pid: number): Promise<string> {
  const endAt = Date.now() + LISTENS_WITHIN_MS
  while ((await listDebuggers()).length > 0) {
    if (Date.now() > endAt) throw new Error('another process of this machine lets a debugger in')
    await pause(100)
  }
  process.kill(pid, 'SIGUSR1')
  for (;;) {
    await pause(100)
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
function ask(socket: WebSocket, method: string, params = {}): Promise<Record<string, unknown>> {
  asked += 1
  const id = asked
  return new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> }
      if (answer.id === id) resolve(answer.result ?? {})
    })
    socket.send(JSON.stringify({ id, method, params }))
  })
}
