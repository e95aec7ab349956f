import { createSocket, type Socket } from 'node:dgram'

const TRIES = 40

/** Even UDP ports of this machine that are free together with the next one, for RTP and its RTCP. */
export async function findFreePortPairs(count: number): Promise<number[]> {
  const held: Socket[] = []
  const found: number[] = []
  try {
    for (let tries = 0; found.length < count && tries < TRIES; tries += 1) {
      const socket = await bind(0)
      if (!socket) continue
      held.push(socket)
      const { port } = socket.address()
      if (port % 2 !== 0) continue
      const next = await bind(port + 1)
      if (!next) continue
      held.push(next)
      found.push(port)
    }
  } finally {
    await Promise.all(held.map((socket) => new Promise<void>((resolve) => socket.close(resolve))))
  }
  if (found.length < count) throw new Error('no free ports to record with')
  return found
}

function bind(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(null))
    socket.bind(port, '127.0.0.1', () => resolve(socket))
  })
}
