import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { Problem } from '../problem.mjs'
import { METRICS_PORTS, type Settings } from './settings.ts'

type Use = { variable: string; port: number; transport: 'TCP' | 'UDP'; address?: string }

/** Refuses to start when a port that one of our processes needs is taken. */
export async function assertPortsFree(settings: Settings): Promise<void> {
  const uses: Use[] = []
  const hasMedia = settings.parts.includes('media')
  if (settings.parts.includes('web')) uses.push({ variable: 'PORT', port: settings.port, transport: 'TCP' })
  if (hasMedia) uses.push({ variable: 'MEDIA_PORT', port: settings.mediaPort, transport: 'TCP' })
  for (let index = 0; hasMedia && index < settings.rtcPorts; index += 1) {
    const rtc = { variable: 'RTC_PORT', port: settings.rtcPort + index, address: settings.rtcListenAddress }
    uses.push({ ...rtc, transport: 'TCP' }, { ...rtc, transport: 'UDP' })
  }
  if (settings.turn) {
    const { port, listenAddress } = settings.turn
    uses.push({ variable: 'TURN_PORT', port, transport: 'TCP', address: listenAddress })
  }
  if (settings.metrics) {
    const { port, listenAddress } = settings.metrics
    for (let offset = 0; offset < METRICS_PORTS; offset += 1) {
      uses.push({ variable: 'METRICS_PORT', port: port + offset, transport: 'TCP', address: listenAddress })
    }
  }
  for (const use of uses) {
    const code = use.transport === 'TCP' ? await tryTcp(use) : await tryUdp(use)
    if (code) throw refuse(use, code)
  }
}

function refuse({ variable, port, transport, address }: Use, code: string): Problem {
  if (code === 'EADDRINUSE') {
    return new Problem(
      `${transport} port ${port} (${variable}) is taken by another program.`,
      `Stop that program, or set ${variable} to another port.`,
    )
  }
  if (code === 'EACCES') {
    return new Problem(
      `This user may not listen on ${transport} port ${port} (${variable}).`,
      `Set ${variable} to a port from 1024 on.`,
    )
  }
  return new Problem(
    `Nothing can listen on ${transport} port ${port} of ${address ?? 'this machine'} (${code}).`,
    `Correct ${address ? variable.replace('PORT', 'LISTEN_ADDRESS') : variable}, which must be an address of this machine.`,
  )
}

/** Whether a TCP port of the loopback address is available. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryTcp({ variable: '', port, transport: 'TCP', address: '127.0.0.1' })) === null
}

/** The error code if the port is not available, otherwise null. */
function tryTcp({ port, address }: Use): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, address, () => server.close(() => resolve(null)))
  })
}

function tryUdp({ port, address }: Use): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(address?.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(null)))
  })
}
