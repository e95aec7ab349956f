import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'

import { afterEach, expect, test } from 'vitest'

import type { Summary } from '@/load/report/summary'
import { NODE_REPORT_PATH, nodeReport, type NodeAssignments, type NodeReport } from '@/protocol/media-node'
import { findFreePort } from '@/tests/support/ports'

import { expectKept, keepFigure, keepTable, repeat, type Figure } from './figures'
import { startMediaProcess, type MediaProcess } from './media-process'

const SECONDS = 8
const EACH = 150
const SECRET = 'the secret that the nodes of this benchmark share'

const closing: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})
async function start(...given: Parameters<typeof startMediaProcess>): Promise<MediaProcess> {
  const server = await startMediaProcess(...given)
  closing.push(() => server.close())
  return server
}

const lesson = (endpoints: number, more: string[] = []) => [
  ...['--phones', `everything=${endpoints - 1}`, '--classrooms', '0', '--speaking', 'always', '--camera-kbps', '350'],
  ...['--joins-per-second', '100', '--seconds', String(SECONDS), ...more],
]
const costOf = (summary: Summary) => summary.worker?.microsPerPacket ?? Number.NaN
const rowOf = (what: string, { all, window, workers, worker }: Summary): string[] => [
  what,
  String(all.joined),
  String(Math.round(window.packetsPerSecond)),
  workers.map((one) => `${one.cpuPercent.toFixed(0)} %`).join(', '),
  `${(worker?.microsPerPacket ?? Number.NaN).toFixed(1)} µs`,
  `${window.lossPercent.toFixed(3)} %`,
  `${all.delayMs.video?.p99.toFixed(1) ?? '–'} ms`,
]
const HEAD = ['where', 'endpoints', 'packets/s', 'workers, of a core', 'CPU for each packet', 'lost', 'picture p99']
const REASON = `Two workers and the simulated endpoints need three cores to be full at once; this machine has ${availableParallelism()}. So it is reckoned in processor time: twice as many endpoints on two, and what a packet then costs against what it costs on one.`

test('two workers against one', async () => {
  const rows: string[][] = []
  const values = await repeat(async (round) => {
    const alone = await start({}, [0])
    const one = await alone.load(lesson(EACH))
    await alone.close()
    const both = await start({ MEDIA_WORKERS: '2', WORKER_RECEIVERS: String(EACH) }, [0, 1])
    const two = await both.load(lesson(2 * EACH))
    await both.close()
    rows.push(rowOf(`one worker, round ${round + 1}`, one), rowOf(`two workers, round ${round + 1}`, two))
    return (2 * costOf(one)) / costOf(two)
  })
  await keepTable({ key: 'two-workers', title: 'One lesson on two workers', head: HEAD, rows, note: REASON })
  const figure: Figure = {
    ...{ key: 'twoWorkersRatio', what: 'what two workers carry of one lesson, against one', unit: 'times', values },
    beside: 'the same lesson of half the size on one worker, in the same run',
    promise: { atLeast: 1.8 },
    limit: 'each producer goes over the pipe once, and the second worker has a core that it shares with the tester',
  }
  await keepFigure(figure)
  expectKept(figure)
})

test('two nodes against one', async () => {
  const rows: string[][] = []
  const values = await repeat(async (round) => {
    const alone = await start({}, [0])
    const one = await alone.load(lesson(EACH))
    await alone.close()
    const app = await startOrders()
    const shared = { APP_URL: app, NODE_LINK_SECRET: SECRET, PIPE_ADDRESS: '127.0.0.1', WORKER_RECEIVERS: String(EACH) }
    const ports = [await findFreePort(), await findFreePort()]
    const node = (index: number) =>
      start(
        {
          ...shared,
          ...{ NODE_ID: `node-${index}`, MEDIA_PORT: String(ports[index]), PIPE_PORT: String(45_000 + index * 2_000) },
          NODE_LINK_URL: `http://127.0.0.1:${ports[index]}`,
        },
        [index],
      )
    const [home, other] = [await node(0), await node(1)]
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const pids = [...home.workerPids(), ...other.workerPids()].join(',')
    const two = await home.load(lesson(2 * EACH, ['--worker-pids', pids]))
    await Promise.all([home.close(), other.close()])
    rows.push(rowOf(`one node, round ${round + 1}`, one), rowOf(`two nodes, round ${round + 1}`, two))
    return (2 * costOf(one)) / costOf(two)
  })
  await keepTable({ key: 'two-hosts', title: 'One lesson on two nodes', head: HEAD, rows, note: REASON })
  const figure: Figure = {
    ...{ key: 'twoHostsRatio', what: 'what two nodes carry of one lesson, against one', unit: 'times', values },
    beside: 'the same lesson of half the size on one node, in the same run; both nodes on this machine',
    promise: { atLeast: 1.8 },
    limit: 'each producer goes over one pipe with SRTP; signalling of all stays with the node that has the lesson',
  }
  await keepFigure(figure)
  expectKept(figure)
})

/** Answers nodes' reports as the app does when nothing has to be placed. */
async function startOrders(): Promise<string> {
  const known = new Map<string, NodeReport>()
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      if (request.url !== NODE_REPORT_PATH) return response.writeHead(503).end('{}')
      const report = nodeReport.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      known.set(report.nodeId, report)
      const others = [...known.values()].flatMap(({ nodeId, linkUrl, region, capacity }) =>
        nodeId === report.nodeId || linkUrl === null
          ? []
          : [{ nodeId, linkUrl, region, freePacketsPerSecond: capacity }],
      )
      const data: NodeAssignments = { acquired: [], released: [], isSingleNode: false, others }
      response.writeHead(200).end(JSON.stringify({ ok: true, data }))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('three hundred who join within ten seconds', async () => {
  const rows: string[][] = []
  await repeat(async (round) => {
    const server = await start()
    const { all } = await server.load([
      ...[
        '--phones',
        'audio=100,small=100,everything=90',
        '--classrooms',
        '9',
        '--classrooms-send',
        'no',
        '--channels',
        '0',
      ],
      ...['--camera-kbps', '150,350', '--joins-per-second', '30', '--seconds', '5'],
    ])
    await server.close()
    expect(all).toMatchObject({ joined: all.endpoints, deaf: 0, blind: 0 })
    for (const [phase, spread] of Object.entries(all.join)) {
      if (!spread) continue
      const show = (ms: number) => `${ms.toFixed(0)} ms`
      rows.push([String(round + 1), phase, show(spread.p50), show(spread.p95), show(spread.p99)])
    }
  })
  await keepTable({
    ...{ key: 'joins', title: '300 endpoints that join within ten seconds', rows },
    head: ['round', 'since the join began', 'p50', 'p95', 'p99'],
    note: 'Simulated endpoints on the cores beside the worker; the handshakes of all of them are computed there too.',
  })
})

test('memory: what a lesson and an endpoint cost, and what joins and leaves leave behind', async () => {
  const rows: string[][] = []
  const residents: number[] = []
  const server = await start()
  const rounds = 8
  for (let round = 0; round < rounds; round += 1) {
    const summary = await server.load([
      ...[
        '--phones',
        'audio=20,small=20,everything=20',
        '--classrooms',
        '4',
        '--camera-kbps',
        '150,350',
        '--lessons',
        '2',
      ],
      ...['--joins-per-second', '60', '--churn', '600', '--seconds', '12'],
    ])
    const [worker] = summary.workers
    residents.push(worker?.residentMegabytes ?? 0)
    rows.push([String(round + 1), String(summary.all.endpoints), `${(worker?.residentMegabytes ?? 0).toFixed(1)} MB`])
  }
  await server.close()
  await keepTable({
    ...{ key: 'memory', title: 'Joins and leaves in fast succession', rows },
    head: ['round', 'joins in it', 'worker, resident'],
    note: 'Two lessons of 65; everybody who listens is replaced six times a minute, then all leave and the next round begins. A lesson of three and a half hours has some hundred joins.',
  })
  const figure: Figure = {
    ...{
      key: 'workerGrowthRatio',
      what: 'memory of the worker after eight rounds of joins and leaves, against the third',
      unit: 'ratio',
    },
    values: [(residents.at(-1) ?? Number.NaN) / (residents[2] ?? Number.NaN)],
    beside: 'the same worker after the third round, when its caches are warm',
    promise: { atMost: 1.1 },
    limit: 'what the worker keeps for its next transports',
  }
  await keepFigure(figure)
  expectKept(figure)
})
