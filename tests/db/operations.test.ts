import { randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { lessonLiveStates, lessonPlacements, mediaNodes } from '@/db/schema/media'
import type { SystemActor } from '@/domain/people/actor'
import type { NodeLesson, NodeReport, NodeWorker } from '@/protocol/media-node'
import { recordNodeReport } from '@/services/media-nodes/record-node-report'
import { watchOperations } from '@/services/media-nodes/watch-operations'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }

let database: TestDatabase
let region: Region

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
  await withActor(SET_UP, async (tx) => {
    await tx.delete(lessonLiveStates)
    await tx.delete(lessonPlacements)
    await tx.delete(mediaNodes)
  })
})

const worker = (given: Partial<NodeWorker> = {}): NodeWorker => ({
  ...{
    index: 0,
    isDraining: false,
    ageSeconds: 60,
    cpuShare: 0.5,
    memoryBytes: 1,
    packetsPerSecond: 2_500,
    routers: 1,
  },
  ...given,
})
const lesson = (given: Partial<NodeLesson> = {}): NodeLesson => ({
  ...{ lessonId: region.lessonId, phase: 'live', endpoints: 3, packetsPerSecond: 90, branches: 2 },
  ...{ quality: [0, 1, 0, 2], classrooms: [{ town: 'Bjurholm', isConnected: true, quality: 3 }] },
  ...given,
})
const tell = (nodeId: string, given: Partial<NodeReport> = {}) =>
  recordNodeReport(MEDIA_SERVER, {
    ...{ nodeId, mediaUrl: null, linkUrl: null, region: '24', isDraining: false, isLeaving: false },
    ...{ startedAt: new Date().toISOString(), capacity: 10_000, workers: [worker()], lessons: [], replicated: [] },
    ...given,
  })
const silence = (nodeId: string, seconds: number) =>
  withActor(SET_UP, (tx) =>
    tx
      .update(mediaNodes)
      .set({ seenAt: sql`now() - make_interval(secs => ${seconds})` })
      .where(eq(mediaNodes.id, nodeId)),
  )
const statesOf = async () =>
  (await watchOperations(region.administrator)).nodes.map(({ nodeId, state }) => [nodeId, state])

describe('who may watch operations', () => {
  it.each(['administrator', 'coordinator'] as const)('a %s may', async (role) => {
    const actor = await makeStaff({ role, municipalityId: region.umea })
    expect(await watchOperations(actor)).toMatchObject({ nodes: [], lessons: [], others: { lessons: 0 } })
  })

  it.each(['case_officer', 'communicator', 'interpreter', 'site_host'] as const)('a %s may not', async (role) => {
    const actor = await makeStaff({ role, municipalityId: region.umea })
    await expect(watchOperations(actor)).rejects.toThrow('access.not-allowed')
  })

  it('nobody else may', async () => {
    const person = { kind: 'person' as const, personId: await makePerson(region.umea) }
    for (const actor of [person, MEDIA_SERVER]) {
      await expect(watchOperations(actor)).rejects.toThrow('access.not-allowed')
    }
  })
})

describe('a media node', () => {
  it('has its region, load and workers', async () => {
    await tell('a', { workers: [worker(), worker({ index: 1, isDraining: true })] })
    const { nodes } = await watchOperations(region.administrator)
    expect(nodes).toMatchObject([
      { nodeId: 'a', region: '24', state: 'alive', goneAtMs: null, packetsPerSecond: 5_000, loadShare: 0.5 },
    ])
    expect(nodes[0]?.workers.map((one) => one.isDraining)).toEqual([false, true])
    expect(nodes[0]?.ageMs).toBeLessThan(60_000)
  })

  it('is draining, lost since its last report, or has left', async () => {
    for (const nodeId of ['a', 'b', 'c']) await tell(nodeId, { isDraining: nodeId === 'a', isLeaving: nodeId === 'c' })
    await silence('b', 10)
    expect(await statesOf()).toEqual([
      ['a', 'draining'],
      ['b', 'lost'],
      ['c', 'left'],
    ])
    const { nodes, atMs } = await watchOperations(region.administrator)
    const goneForMs = nodes.map(({ goneAtMs }) => (goneAtMs === null ? null : Math.round((atMs - goneAtMs) / 1_000)))
    expect(goneForMs).toEqual([null, 10, 0])
  })

  it('with rows that this app cannot read is shown with the others', async () => {
    await tell('a', { workers: [worker(), worker({ index: 1 })], lessons: [lesson()] })
    await withActor(SET_UP, (tx) =>
      tx.update(mediaNodes).set({
        workers: sql`workers || '[{"index": "two"}, null]'::jsonb`,
        lessons: sql`lessons || '[{"lessonId": 7}]'::jsonb`,
      }),
    )
    const { nodes, lessons } = await watchOperations(region.administrator)
    expect(nodes[0]).toMatchObject({ unreadable: 3, workers: [{ index: 0 }, { index: 1 }] })
    expect(lessons).toHaveLength(1)
  })

  it('without any lists affects nobody', async () => {
    await tell('a')
    await withActor(SET_UP, (tx) => tx.update(mediaNodes).set({ workers: sql`'{}'::jsonb`, lessons: sql`'7'::jsonb` }))
    expect(await watchOperations(region.administrator)).toMatchObject({ nodes: [{ workers: [] }], lessons: [] })
  })
})

describe('a lesson', () => {
  it('is named, with its towns, for the municipality that hosts it', async () => {
    await tell('a', { lessons: [lesson()] })
    const { lessons, others } = await watchOperations(region.administrator)
    expect(lessons).toMatchObject([
      {
        ...{ lessonId: region.lessonId, language: 'ti', hostName: 'Umeå', nodeId: 'a', isMoving: false, branches: 2 },
        ...{ quality: [0, 1, 0, 2], classrooms: [{ town: 'Bjurholm', isConnected: true, quality: 3 }] },
        communicatorName: expect.stringContaining('Staff'),
      },
    ])
    expect(others).toEqual({ lessons: 0, endpoints: 0, packetsPerSecond: 0 })
  })

  it('is a count and a load for every other municipality, also when a classroom there is in it', async () => {
    await tell('a', { lessons: [lesson(), lesson({ lessonId: randomUUID() })] })
    const operations = await watchOperations(region.bjurholmAdministrator)
    expect(operations).toMatchObject({ lessons: [], others: { lessons: 2, endpoints: 6, packetsPerSecond: 180 } })
    expect(JSON.stringify(operations)).not.toMatch(/Bjurholm|Group|Staff/)
  })

  it('moves while its node is silent, and is on the next one from then on', async () => {
    await tell('a', { lessons: [lesson()] })
    await silence('a', 10)
    const moving = async () =>
      (await watchOperations(region.administrator)).lessons.map(({ nodeId, isMoving }) => [nodeId, isMoving])
    expect(await moving()).toEqual([['a', true]])
    await tell('b', { lessons: [lesson({ endpoints: 1 })] })
    expect(await moving()).toEqual([['b', false]])
  })

  it('on a node that went silent long ago is gone', async () => {
    await tell('a', { lessons: [lesson()] })
    await silence('a', 121)
    expect((await watchOperations(region.administrator)).lessons).toEqual([])
  })

  it('that has ended and is empty is gone', async () => {
    await tell('a', { lessons: [lesson({ phase: 'ended', endpoints: 0 })] })
    expect((await watchOperations(region.administrator)).lessons).toEqual([])
  })
})
