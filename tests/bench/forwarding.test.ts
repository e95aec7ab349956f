import { test } from 'vitest'

import { measureBareWorker } from './bare-worker'
import { expectKept, keepFigure, keepTable, repeat, type Figure } from './figures'
import { startMediaProcess } from './media-process'

const RECEIVERS = 200
const SECONDS = 15
const CAMERA_KBPS = 350
const CAMERA_FPS = 24

const PLAN = {
  voice: { source: 'microphone', frameMs: 60, bitsPerSecond: 16_000, speaking: 'always' },
  camera: { layersBitsPerSecond: [CAMERA_KBPS * 1_000], framesPerSecond: CAMERA_FPS },
} as const

/** The same lesson through our media server. */
async function measureOurs() {
  const server = await startMediaProcess()
  try {
    const summary = await server.load([
      ...['--phones', `everything=${RECEIVERS}`, '--rooms', '0', '--speaking', 'always'],
      ...['--camera-kbps', String(CAMERA_KBPS), '--camera-fps', String(CAMERA_FPS)],
      ...['--joins-per-second', '60', '--seconds', String(SECONDS), '--slide-seconds', '5'],
    ])
    const { packetsPerSecond, sentPacketsPerSecond } = summary.window
    const [worker] = summary.workers
    return {
      microsPerPacket: summary.worker?.microsPerPacket ?? Number.NaN,
      packetsPerSecond: packetsPerSecond + sentPacketsPerSecond,
      residentMegabytes: worker?.residentMegabytes ?? 0,
    }
  } finally {
    await server.close()
  }
}

test('a packet costs our worker no more than one that is driven without our code', async () => {
  const rows: string[][] = []
  const micros: number[] = []
  const values = await repeat(async (round) => {
    const bare = await measureBareWorker(PLAN, { receivers: RECEIVERS, seconds: SECONDS })
    const ours = await measureOurs()
    const show = ({ microsPerPacket, packetsPerSecond }: typeof bare) =>
      `${microsPerPacket.toFixed(1)} µs at ${Math.round(packetsPerSecond)} packets/s`
    rows.push([String(round + 1), show(ours), show(bare), (ours.microsPerPacket / bare.microsPerPacket).toFixed(3)])
    micros.push(ours.microsPerPacket)
    return ours.microsPerPacket / bare.microsPerPacket
  })
  await keepTable({
    ...{ key: 'forwarding', title: 'What a forwarded packet costs the worker', rows },
    head: ['round', 'our media server', 'bare worker', 'ratio'],
    note: `One sender with a voice in frames of 60 ms and a camera of ${CAMERA_KBPS} kbit/s, ${RECEIVERS} receivers. The worker has the first core to itself, simulated endpoints and signalling the rest. Packets that came in are counted like those that went out.`,
  })
  const figure: Figure = {
    ...{
      key: 'cpuPerPacketRatio',
      what: 'processor time for each packet, ours against the bare worker',
      unit: 'ratio',
      values,
    },
    beside: 'a mediasoup worker that is driven directly, with the same endpoints, in the same run',
    promise: { atMost: 1.05 },
    limit: 'the worker’s core: SRTP and one system call for each packet; our code is not on the way of packets',
  }
  await keepFigure(figure)
  await keepFigure({
    ...{
      key: 'workerMicrosPerPacket',
      what: 'processor time of our worker for each packet',
      unit: 'µs',
      values: micros,
    },
    beside: 'the bare worker, in the table',
    limit: 'the processor: another machine has another figure',
  })
  expectKept(figure)
})
