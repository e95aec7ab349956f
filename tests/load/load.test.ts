import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { parseOptions } from '@/load/options'
import type { GroupSummary, Summary } from '@/load/report/summary'
import { formatSummary } from '@/load/report/table'
import { brokenPromises } from '@/load/report/verdict'
import { runLoad, type LoadRun } from '@/load/run/run-load'

import { startMediaServer, type TestServer } from '../support/media-server'

let server: TestServer

beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())

function run(args: string[], more: Pick<LoadRun, 'shardFile' | 'onProgress'> = {}): Promise<Summary> {
  const pem = server.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const ticketPrivateKey = Buffer.from(pem).toString('base64')
  return runLoad({ options: parseOptions(args), url: server.url, ticketPrivateKey, ...more })
}

/** A small lesson in which something breaks as soon as everybody has joined. */
function runAndBreak(fail: () => void): Promise<Summary> {
  const shape = ['--phones', 'audio=4,everything=4', '--classrooms', '1', '--speaking', 'always', '--seconds', '8']
  let isBroken = false
  const onProgress: LoadRun['onProgress'] = ({ joined }, wanted) => {
    if (joined < wanted || isBroken) return
    isBroken = true
    fail()
  }
  return run(shape, { onProgress })
}

test('a lesson of everybody is heard and seen, through churn and failed connections', async () => {
  const summary = await run([
    ...['--phones', 'audio=8,small=6,everything=6', '--classrooms', '3', '--channels', '2', '--guests', '1'],
    ...['--camera-kbps', '100,250', '--joins-per-second', '15', '--slide-seconds', '2', '--sample', '10'],
    ...['--churn', '60', '--drops', '30', '--drop-seconds', '3', '--seconds', '12'],
  ])
  // First, because it names them.
  expect(summary.errors).toEqual({})
  // Heavy load beside it may cost a packet; a lesson that is wired wrongly loses all of them.
  expect(
    brokenPromises(summary, { maxLossPercent: 2, maxP99Ms: null, maxJoinP95Ms: null, maxBackP95Ms: null }),
  ).toEqual([])
  const groups = Object.fromEntries(summary.groups.map((one) => [one.group, one])) as Record<string, GroupSummary>
  expect(Object.keys(groups).toSorted()).toEqual(
    ['communicator', 'everything', 'guest', 'interpreter', 'classroom', 'small', 'audio'].toSorted(),
  )
  const seen = ['communicator', 'classroom', 'everything', 'small']
  const complete = { delayMs: { audio: expect.anything(), video: expect.anything() } }
  for (const name of seen) expect(groups[name]).toMatchObject({ ...complete, join: { firstFrame: expect.anything() } })
  expect(groups.audio).toMatchObject({ join: { firstVoice: expect.anything(), firstFrame: null } })
  const sending = summary.groups.filter((one) => one.packetsSent > 0).map((one) => one.group)
  expect(sending).toEqual(['communicator', 'guest', 'interpreter', 'classroom'])
  // Twenty phones and three classrooms; sixty percent are replaced each minute.
  expect(summary.all.endpoints).toBeGreaterThan(27)
  expect(summary.all.back).toMatchObject({ joinedAnew: 0, rebuilt: 0 })
  expect(summary.all.back.resumed).toBeGreaterThan(2)
  expect(summary.samples.authentic).toBeGreaterThan(500)
  expect(summary.workers.map((one) => one.pid)).toEqual(server.server.workerPids())
  expect(formatSummary(summary)).toContain('limit: ')
  expect(server.facts).toEqual([])
})

test('a bad network misses the target of a good one, and everybody still joins', async () => {
  // Long enough for a first picture whose packets were lost more than once.
  const options = ['--phones', 'audio=3,everything=3', '--classrooms', '0', '--loss', '20', '--seconds', '12']
  const summary = await run(options)
  expect(summary.all).toMatchObject({ joined: 7, deaf: 0, blind: 0 })
  expect(summary.samples.forged).toBe(0)
  expect(summary.all.repairedPercent).toBeGreaterThan(0)
  const { promises } = parseOptions(['--max-loss', '1'])
  expect(brokenPromises(summary, promises)).toEqual([expect.stringMatching(/^More was lost than promised: \d/)])
})

test('a picture that was asked for in vain comes all the same', async () => {
  const shape = ['--phones', 'everything=3', '--classrooms', '0', '--usual-settings', '--slide-seconds', '60']
  const options = [...shape, '--lost-requests', '3', '--seconds', '8']
  // One after the other: the first gets the key frames with which a layer begins.
  const summary = await run([...options, '--joins-per-second', '1'])
  expect(summary.all).toMatchObject({ joined: 4, deaf: 0 })
  // The camera, which has layers, and the shared screen, which has none.
  const phones = summary.endpoints.filter(({ group }) => group === 'everything')
  expect(phones.map(({ video }) => video.streams)).toEqual([2, 2, 2])
})

test('with observers in a separate process, only they report delays, and everybody is counted', async () => {
  const shape = ['--phones', 'everything=12', '--classrooms', '0', '--speaking', 'always', '--seconds', '4']
  const built = fileURLToPath(new URL('../../.build/load.mjs', import.meta.url))
  const summary = await run([...shape, '--processes', '2', '--observers', '3'], { shardFile: built })
  expect(summary.all).toMatchObject({ joined: 13, deaf: 0, blind: 0 })
  expect(summary.errors).toEqual({})
  expect(summary.endpoints).toHaveLength(13)
  expect(summary.all.delayMs).toEqual({ audio: expect.anything(), video: expect.anything() })
  // Three clients that decrypt each packet: about 17 audio packets and 24 frames of at least one packet a second.
  expect(summary.samples.authentic).toBeGreaterThan(3 * 4 * 30)
  expect(summary.samples.forged).toBe(0)
})

test('everybody reconnects when the worker dies', async () => {
  const summary = await runAndBreak(() => process.kill(Number(server.server.workerPids()[0]), 'SIGKILL'))
  expect(summary.errors).toEqual({})
  expect(summary.all.back).toEqual({ resumed: 0, joinedAnew: 0, rebuilt: 10 })
  expect(summary.all.backMs).toEqual({ media: expect.anything(), voice: expect.anything(), frame: expect.anything() })
  expect(formatSummary(summary)).toMatch(/10 in \S+ ms, voice \S+, picture \S+$/m)
})

test('everybody reconnects when the media server restarts', async () => {
  const summary = await runAndBreak(() => void server.restart())
  expect(summary.errors).toEqual({})
  expect(summary.all.back).toEqual({ resumed: 0, joinedAnew: 10, rebuilt: 0 })
  expect(summary.all.backMs).toEqual({ media: expect.anything(), voice: expect.anything(), frame: expect.anything() })
})

test('a client that has not reconnected when the run ends is an error', async () => {
  const summary = await runAndBreak(() => void server.close())
  expect(Object.keys(summary.errors).join()).toMatch(/^not back when the run ended: /)
  expect(brokenPromises(summary, parseOptions([]).promises)).toEqual([expect.stringMatching(/^Not all went well/)])
  server = await startMediaServer()
})
