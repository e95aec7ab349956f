import { test } from 'vitest'

import { BROWSER_CAPABILITIES } from '@/load/endpoint/browser-capabilities'
import { withoutEstimates } from '@/media-server/sfu/without-estimates'

import { measureBareWorker } from './bare-worker'
import { expectKept, keepFigure, keepTable, repeat, type Figure } from './figures'
import { startMediaProcess } from './media-process'

const RECEIVERS = 200
const SECONDS = 10
const CAMERA_KBPS = 350
const CAMERA_FPS = 24

const PLAN = {
  voice: { source: 'microphone', frameMs: 60, bitsPerSecond: 16_000, speaking: 'always' },
  camera: { layersBitsPerSecond: [CAMERA_KBPS * 1_000], framesPerSecond: CAMERA_FPS },
} as const

/** The same lesson through our media server. */
async function measureOurs(): Promise<Cost> {
  const server = await startMediaProcess()
  try {
    const summary = await server.load([
      ...['--phones', `everything=${RECEIVERS}`, '--classrooms', '0', '--speaking', 'always'],
      ...['--camera-kbps', String(CAMERA_KBPS), '--camera-fps', String(CAMERA_FPS)],
      ...['--joins-per-second', '60', '--seconds', String(SECONDS), '--slide-seconds', '5'],
    ])
    const { packetsPerSecond, sentPacketsPerSecond } = summary.window
    return {
      microsPerPacket: summary.worker?.microsPerPacket ?? Number.NaN,
      packetsPerSecond: packetsPerSecond + sentPacketsPerSecond,
    }
  } finally {
    await server.close()
  }
}

type Cost = { microsPerPacket: number; packetsPerSecond: number }

function meanOf(costs: readonly Cost[]): Cost {
  const mean = (pick: (cost: Cost) => number) => costs.reduce((sum, cost) => sum + pick(cost), 0) / costs.length
  return {
    microsPerPacket: mean((cost) => cost.microsPerPacket),
    packetsPerSecond: mean((cost) => cost.packetsPerSecond),
  }
}

test('a packet costs our worker no more than one driven without our code', async () => {
  const rows: string[][] = []
  const micros: number[] = []
  const saved: number[] = []
  const values = await repeat(async (round) => {
    const size = { receivers: RECEIVERS, seconds: SECONDS }
    const measureBare = () => measureBareWorker(PLAN, { ...size, capabilities: withoutEstimates(BROWSER_CAPABILITIES) })
    // In alternating order, so that a machine that slows down affects both alike.
    const passes = { bare: [await measureBare()], ours: [await measureOurs(), await measureOurs()] }
    passes.bare.push(await measureBare())
    const asItComes = await measureBareWorker(PLAN, { ...size, capabilities: BROWSER_CAPABILITIES })
    const [bare, ours] = [meanOf(passes.bare), meanOf(passes.ours)]
    const show = ({ microsPerPacket, packetsPerSecond }: Cost) =>
      `${microsPerPacket.toFixed(1)} µs at ${Math.round(packetsPerSecond)} packets/s`
    const ratio = ours.microsPerPacket / bare.microsPerPacket
    rows.push([String(round + 1), show(ours), show(bare), ratio.toFixed(3), show(asItComes)])
    micros.push(ours.microsPerPacket)
    saved.push(ours.microsPerPacket / asItComes.microsPerPacket)
    return ratio
  })
  await keepTable({
    ...{ key: 'forwarding', title: 'What a forwarded packet costs the worker', rows },
    head: ['round', 'our media server', 'bare worker', 'ratio', 'bare worker that estimates each line'],
    note: `One sender with a voice in frames of 60 ms and a camera of ${CAMERA_KBPS} kbit/s, ${RECEIVERS} receivers. The worker has the first core to itself, simulated endpoints and signalling the rest. Packets that came in are counted like those that went out. Both are measured twice a round, one inside the other. The bare worker receives for the same endpoints as ours; beside it the one that estimates lines, as a worker does unless it is told otherwise.`,
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
  await keepFigure({
    ...{
      key: 'cpuPerPacketWithoutEstimates',
      what: 'processor time for each packet, ours against a bare worker that estimates each line',
      unit: 'ratio',
      values: saved,
    },
    beside: 'a mediasoup worker as it comes, driven directly, in the same run',
    limit: 'what is left is SRTP, one system call for each packet, and the worker’s counting',
  })
  expectKept(figure)
})
