import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { connect, createServer, type Socket } from 'node:net'

type ProxyOptions = {
  listenAddress: string
  tcp: { from: number; to: number }[]
  udp: { from: number; to: number }[]
}

export type DelayingProxy = {
  /** Delay each way of connections that start from now on; existing ones keep theirs. */
  oneWayMs: number
  /** While false, UDP is dropped. */
  isUdpOpen: boolean
  /** How many of a hundred UDP packets are dropped, each way. */
  lossPercent: number
  /** How many packets in a row are dropped together, on average. */
  lossBurst: number
  /** The UDP bandwidth of each client; excess packets wait for up to half a second and are then dropped. */
  kilobitsPerSecond: number
  /** Breaks every TCP connection, like a change of network. */
  cutTcp: () => void
  close: () => Promise<void>
}

/**
 * A simulated network between a browser and this machine: each packet waits, and a TCP handshake costs its round trip
 * as in reality.
 */
export async function startDelayingProxy(options: ProxyOptions): Promise<DelayingProxy> {
  const sockets = new Set<Socket>()
  const udpSockets = new Set<UdpSocket>()
  const proxy = { isUdpOpen: true, lossPercent: 0, lossBurst: 1, oneWayMs: 0, kilobitsPerSecond: Infinity }
  const servers = options.tcp.map(({ from, to }) => {
    const server = createServer((client) => carryTcp(client, { to, oneWayMs: proxy.oneWayMs, sockets }))
    return new Promise<typeof server>((resolve) => server.listen(from, options.listenAddress, () => resolve(server)))
  })
  const listening = await Promise.all(servers)
  for (const { from, to } of options.udp) {
    const server = createSocket('udp4')
    udpSockets.add(server)
    carryUdp(server, { to, udpSockets, proxy })
    await new Promise<void>((resolve) => server.bind(from, options.listenAddress, resolve))
  }
  return Object.assign(proxy, {
    cutTcp: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      for (const socket of udpSockets) socket.close()
      udpSockets.clear()
      await Promise.all(listening.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  })
}

type TcpLine = { to: number; oneWayMs: number; sockets: Set<Socket> }

function carryTcp(client: Socket, { to, oneWayMs, sockets }: TcpLine): void {
  const server = connect(to, '127.0.0.1')
  // The browser's handshake with us was immediate; a real one would have cost a round trip before the first byte.
  const openAt = Date.now() + 2 * oneWayMs
  for (const socket of [client, server]) {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const later = (work: () => void, notBefore = 0) =>
    setTimeout(work, Math.max(oneWayMs, notBefore + oneWayMs - Date.now()))
  client.on('data', (bytes) => later(() => server.writable && server.write(bytes), openAt))
  server.on('data', (bytes) => later(() => client.writable && client.write(bytes)))
  client.on('close', () => later(() => server.destroy(), openAt))
  server.on('close', () => later(() => client.destroy()))
}

type UdpLine = {
  to: number
  udpSockets: Set<UdpSocket>
  proxy: Pick<DelayingProxy, 'isUdpOpen' | 'lossPercent' | 'lossBurst' | 'oneWayMs' | 'kilobitsPerSecond'>
}

function carryUdp(server: UdpSocket, { to, udpSockets, proxy }: UdpLine): void {
  const outward = new Map<string, { socket: UdpSocket; oneWayMs: number }>()
  const losing = { isInBurst: false }
  type Packet = { socket: UdpSocket; bytes: Buffer; port: number; address: string }
  const send = ({ socket, bytes, port, address }: Packet, oneWayMs: number) => {
    if (isLost(proxy, losing)) return
    setTimeout(() => {
      if (proxy.isUdpOpen && udpSockets.has(socket)) socket.send(bytes, port, address)
    }, oneWayMs)
  }
  server.on('message', (bytes, from) => {
    const key = `${from.address}:${from.port}`
    let line = outward.get(key)
    if (!line) {
      const socket = createSocket('udp4')
      const { oneWayMs } = proxy
      line = { socket, oneWayMs }
      udpSockets.add(socket)
      const queue = { freeAtMs: 0 }
      socket.on('message', (answer) => {
        const waitMs = queueUp(queue, answer.length, proxy.kilobitsPerSecond)
        if (waitMs === null) return
        send({ socket: server, bytes: answer, port: from.port, address: from.address }, oneWayMs + waitMs)
      })
      outward.set(key, line)
    }
    send({ socket: line.socket, bytes, port: to, address: '127.0.0.1' }, line.oneWayMs)
  })
}

const QUEUE_MS = 500
/** UDP and IPv4 headers. */
const HEADER_BYTES = 28

/** How long a packet waits behind those before it, in ms; null when the queue is full. */
function queueUp(queue: { freeAtMs: number }, bytes: number, kilobitsPerSecond: number): number | null {
  const nowMs = performance.now()
  const startsMs = Math.max(nowMs, queue.freeAtMs)
  if (startsMs - nowMs > QUEUE_MS) return null
  queue.freeAtMs = startsMs + ((bytes + HEADER_BYTES) * 8) / kilobitsPerSecond
  return queue.freeAtMs - nowMs
}

/** A network with two states, one of which drops everything: its share of the time is the loss rate. */
function isLost({ lossPercent, lossBurst }: UdpLine['proxy'], losing: { isInBurst: boolean }): boolean {
  const share = lossPercent / 100
  if (lossBurst <= 1 || share === 0) return Math.random() < share
  const leaves = 1 / lossBurst
  const enters = (leaves * share) / (1 - share)
  losing.isInBurst = losing.isInBurst ? Math.random() >= leaves : Math.random() < enters
  return losing.isInBurst
}
