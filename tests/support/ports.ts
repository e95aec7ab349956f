import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** Below the range from which the system takes ports for outgoing connections: one of those may go at any moment. */
const FIRST_PORT = 10_000
const PORTS_OF_A_WORKER = 5_500
const WORKERS = 4

/** The test runner numbers the workers that run at the same time; each has ports that no other one takes. */
const worker = (Number(process.env.VITEST_POOL_ID ?? 1) - 1) % WORKERS
/** A file begins somewhere else than the one before it, whose sockets may still be closing. */
let next = Math.floor(Math.random() * PORTS_OF_A_WORKER)

/** The first of `count` adjacent ports that are free for TCP and UDP, and that this process gets only once. */
export async function findFreePorts(count: number): Promise<number> {
  for (;;) {
    if (next + count > PORTS_OF_A_WORKER) next = 0
    const first = FIRST_PORT + worker * PORTS_OF_A_WORKER + next
    next += count
    const ports = Array.from({ length: count }, (_, index) => first + index)
    const isFree = await Promise.all(ports.flatMap((port) => [isTcpFree(port), isUdpFree(port)]))
    if (isFree.every(Boolean)) return first
  }
}

export const findFreePort = () => findFreePorts(1)

/** A worker of the media server has a port, and the one that replaces it has the next. */
export const findFreeMediaPort = () => findFreePorts(2)

function isTcpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

function isUdpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind(port, () => socket.close(() => resolve(true)))
  })
}
