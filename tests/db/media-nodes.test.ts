import { generateKeyPairSync, randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { withActor } from '@/db/client'
import { selectNodes } from '@/db/queries/media-nodes'
import { listenToNodes } from '@/db/listen-to-nodes'
import { accessGenerations } from '@/db/schema/access'
import { heartbeats } from '@/db/schema/audit'
import { lessonLiveStates, lessonPlacements, mediaNodes } from '@/db/schema/media'
import { recordings } from '@/db/schema/recordings'
import type { LessonId, RecordingId } from '@/domain/ids'
import type { Actor, SystemActor } from '@/domain/people/actor'
import type { NodeReport } from '@/protocol/media-node'
import { raiseAccess } from '@/services/access/raise-access'
import { checkDatabase } from '@/services/health/check-database'
import { recordHeartbeat } from '@/services/health/record-heartbeat'
import { joinLesson } from '@/services/tickets/join-lesson'
import { forgetPlacements } from '@/services/media-nodes/forget-placements'
import { recordNodeReport } from '@/services/media-nodes/record-node-report'
import { reviewNodes } from '@/services/media-nodes/review-nodes'
import { makeLesson } from '@/tests/factories/courses'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let region: Region

const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }
const JOBS: SystemActor = { kind: 'system', name: 'jobs' }
const { privateKey: key } = generateKeyPairSync('ed25519')

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

const report = (nodeId: string, given: Partial<NodeReport> = {}): NodeReport => ({
  ...{ nodeId, mediaUrl: `wss://${nodeId}.example`, linkUrl: null, region: '', isDraining: false, isLeaving: false },
  ...{ startedAt: '2026-01-12T07:00:00.000Z', capacity: 10_000, workers: [], lessons: [], replicated: [] },
  ...given,
})
const tell = (nodeId: string, given: Partial<NodeReport> = {}) => recordNodeReport(MEDIA_SERVER, report(nodeId, given))
const lesson = (lessonId: LessonId) => ({
  ...{ lessonId, phase: 'live' as const, endpoints: 3, packetsPerSecond: 90, branches: 1, classrooms: [] },
  quality: [0, 0, 0, 3] as [number, number, number, number],
})
const worker = (packetsPerSecond: number) => ({
  ...{ index: 0, isDraining: false, ageSeconds: 1, cpuShare: 0.5, memoryBytes: 1, routers: 1 },
  packetsPerSecond,
})
const joinAs = async (lessonId: LessonId = region.lessonId) => {
  const maker = { key, mediaUrl: 'ws://page.example', iceServers: [], nowMs: region.startsAt.getTime() }
  const { mediaUrl, ticket } = await joinLesson(region.communicator, { lessonId }, maker)
  return { mediaUrl, epoch: decodeJwt(ticket).placementEpoch }
}
/** As if this node had last reported so long ago, and the other one throughout. */
const silence = (nodeId: string, seconds: number) =>
  withActor(SET_UP, (tx) =>
    tx
      .update(mediaNodes)
      .set({ seenAt: sql`now() - make_interval(secs => ${seconds})` })
      .where(eq(mediaNodes.id, nodeId)),
  )
const steady = (nodeId: string) =>
  withActor(SET_UP, (tx) =>
    tx
      .update(mediaNodes)
      .set({ steadySince: sql`now() - interval '1 hour'` })
      .where(eq(mediaNodes.id, nodeId)),
  )
const state = (slideNumber: number) => ({ lesson: { phase: 'live' }, slide: { slideNumber } })
const replicated = (seq: number) => [{ lessonId: region.lessonId, seq, state: state(seq) }]
const statesKept = () => withActor(SET_UP, (tx) => tx.select().from(lessonLiveStates))

describe('the placement of a lesson', () => {
  it("is the page's address while no node has ever reported", async () => {
    expect(await joinAs()).toEqual({ mediaUrl: 'ws://page.example', epoch: 1 })
  })

  it("is the page's address for a node that names none", async () => {
    await tell('a', { mediaUrl: null })
    expect(await joinAs()).toEqual({ mediaUrl: 'ws://page.example', epoch: 1 })
  })

  it('is the least loaded node, and the same one for everybody from then on', async () => {
    await tell('a', { workers: [worker(500)] })
    await tell('b', { workers: [worker(100)] })
    expect((await joinAs()).mediaUrl).toBe('wss://b.example')
    await tell('b', { workers: [worker(9_000)] })
    expect(await joinAs()).toEqual({ mediaUrl: 'wss://b.example', epoch: 1 })
  })

  it('is one node though two hundred ask at the same time', async () => {
    await tell('a')
    await tell('b')
    const places = await Promise.all(Array.from({ length: 200 }, () => joinAs()))
    expect(new Set(places.map((place) => place.mediaUrl)).size).toBe(1)
    expect(new Set(places.map((place) => place.epoch))).toEqual(new Set([1]))
  })

  it('is where members are already, for a lesson that the app did not place', async () => {
    await tell('a', { workers: [worker(500)], lessons: [lesson(region.lessonId)] })
    await tell('b')
    expect((await joinAs()).mediaUrl).toBe('wss://a.example')
  })

  it('is not a draining node, for a new lesson', async () => {
    await tell('a', { workers: [worker(900)] })
    await tell('b', { isDraining: true })
    expect((await joinAs()).mediaUrl).toBe('wss://a.example')
  })
})

/** As if the database's clock had been set by so many seconds since nodes reported. */
const setClock = (seconds: number) =>
  withActor(SET_UP, async (tx) => {
    const by = sql`make_interval(secs => ${seconds})`
    const { seenAt, steadySince } = mediaNodes
    await tx.update(mediaNodes).set({ seenAt: sql`${seenAt} - ${by}`, steadySince: sql`${steadySince} - ${by}` })
    await tx.update(heartbeats).set({ at: sql`${heartbeats.at} - ${by}` })
  })

describe.each([3_600, -3_600])('when the database’s clock was set by %s s', (seconds) => {
  beforeEach(async () => {
    await recordHeartbeat(JOBS)
    await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(7) })
    await tell('b', { workers: [worker(100)] })
    await steady('a')
    await steady('b')
    await setClock(seconds)
  })

  it('no lesson moves, and all is well once all have reported again', async () => {
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
    await tell('b')
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
    expect(await checkDatabase(MEDIA_SERVER)).toMatchObject({ hasMediaNode: true })
    await tell('a', { lessons: [lesson(region.lessonId)] })
    await recordHeartbeat(JOBS)
    expect((await joinAs()).mediaUrl).toBe('wss://a.example')
    expect(Math.abs((await checkDatabase(MEDIA_SERVER)).jobsSeenBeforeMs ?? Infinity)).toBeLessThan(10_000)
  })

  it('a node that is gone is lost as usual, and its lessons continue elsewhere', async () => {
    await tell('b')
    const isSteady = async () => (await withActor(SET_UP, selectNodes)).find(({ nodeId }) => nodeId === 'b')?.isSteady
    await vi.waitFor(async () => {
      await tell('b')
      expect(await isSteady()).toBe(true)
    }, 10_000)
    expect(await reviewNodes(JOBS)).toEqual({ lost: ['a'], moved: 1 })
    expect((await joinAs()).mediaUrl).toBe('wss://b.example')
  })
})

it('a disk that cannot be written is reported with the node', async () => {
  await tell('a', { takesFacts: true })
  await tell('b')
  expect(await checkDatabase(MEDIA_SERVER)).toMatchObject({ takesFacts: true })
  await tell('a', { takesFacts: false })
  expect(await checkDatabase(MEDIA_SERVER)).toMatchObject({ takesFacts: false })
  // A node that is gone is another case.
  await silence('a', 10)
  expect(await checkDatabase(MEDIA_SERVER)).toMatchObject({ takesFacts: true })
})

describe('a node that stops reporting', () => {
  beforeEach(async () => {
    await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(7) })
    await tell('b', { workers: [worker(100)] })
    await steady('b')
  })

  it('keeps its lessons for three seconds', async () => {
    await silence('a', 2.5)
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
    expect((await joinAs()).mediaUrl).toBe('wss://a.example')
  })

  it('is lost then, and the jobs have its lessons continue elsewhere in their last reported state', async () => {
    await silence('a', 3.5)
    expect(await reviewNodes(JOBS)).toEqual({ lost: ['a'], moved: 1 })
    expect(await joinAs()).toEqual({ mediaUrl: 'wss://b.example', epoch: 2 })
    expect((await tell('b')).acquired).toEqual([{ lessonId: region.lessonId, seq: 7, state: state(7) }])
    expect((await tell('b', { lessons: [lesson(region.lessonId)] })).acquired).toEqual([])
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
  })

  it('loses its lessons to the first join, when the jobs are down', async () => {
    await silence('a', 3.5)
    expect(await joinAs()).toEqual({ mediaUrl: 'wss://b.example', epoch: 2 })
  })

  it("learns on its return which lessons are another's, and can undo nothing", async () => {
    await silence('a', 3.5)
    await reviewNodes(JOBS)
    await tell('b', { lessons: [lesson(region.lessonId)], replicated: replicated(9) })
    const assignments = await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(12) })
    expect(assignments.released).toEqual([region.lessonId])
    expect((await statesKept())[0]?.seq).toBe(9)
    expect((await joinAs()).mediaUrl).toBe('wss://b.example')
  })

  it('keeps its lessons when the app itself was down', async () => {
    await silence('a', 30)
    await silence('b', 30)
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
    // The first one that reports again says nothing about the other.
    await tell('b')
    expect(await reviewNodes(JOBS)).toEqual({ lost: [], moved: 0 })
    const joining = joinAs()
    await tell('a', { lessons: [lesson(region.lessonId)] })
    expect((await joining).mediaUrl).toBe('wss://a.example')
  })

  it('is reviewed by one of several jobs processes at a time', async () => {
    await silence('a', 3.5)
    const reviews = await Promise.all(Array.from({ length: 8 }, () => reviewNodes(JOBS)))
    expect(reviews.map((one) => one.moved).filter((moved) => moved > 0)).toEqual([1])
  })
})

it('a node that announces its shutdown has its lessons placed elsewhere immediately', async () => {
  await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(3) })
  await tell('b')
  await tell('a', { isLeaving: true, lessons: [lesson(region.lessonId)], replicated: replicated(4) })
  expect(await joinAs()).toEqual({ mediaUrl: 'wss://b.example', epoch: 2 })
  expect((await tell('b')).acquired).toMatchObject([{ seq: 4 }])
})

it('a state is never replaced by an older one, and is deleted when the lesson has ended', async () => {
  await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(5) })
  await tell('a', { lessons: [lesson(region.lessonId)], replicated: replicated(4) })
  expect((await statesKept())[0]?.seq).toBe(5)
  await tell('a', { replicated: [{ lessonId: region.lessonId, seq: 6, state: null }] })
  expect(await statesKept()).toEqual([])
})

it('a lesson that is in no register is nobody’s, and affects nothing', async () => {
  const unknown = randomUUID() as LessonId
  const assignments = await tell('a', {
    lessons: [lesson(unknown)],
    replicated: [{ lessonId: unknown, seq: 1, state: state(1) }],
  })
  expect(assignments).toEqual({ acquired: [], released: [], isSingleNode: true, others: [] })
  expect(await statesKept()).toEqual([])
})

it('the other nodes are those that are alive, take receivers, and are not draining', async () => {
  await tell('b', { linkUrl: 'http://10.0.0.2:3001', workers: [worker(4_000)] })
  await tell('c', { linkUrl: 'http://10.0.0.3:3001', isDraining: true })
  await tell('d')
  const { isSingleNode, others } = await tell('a', { linkUrl: 'http://10.0.0.1:3001' })
  expect(isSingleNode).toBe(false)
  expect(others).toEqual([{ nodeId: 'b', linkUrl: 'http://10.0.0.2:3001', region: '', freePacketsPerSecond: 6_000 }])
})

it('listeners are notified of a new node, and not of each of its reports', async () => {
  const news: string[] = []
  const listening = await listenToNodes((nodeId) => news.push(nodeId))
  await tell('a')
  await vi.waitFor(() => expect(news).toEqual(['a']))
  await tell('a')
  await tell('a', { isDraining: true })
  await vi.waitFor(() => expect(news).toEqual(['a', 'a']))
  await listening.stop()
})

it('a second lesson of the day is placed separately', async () => {
  const place = { hostingMunicipalityId: region.umea, communicatorId: region.communicator.staffId }
  const second = await makeLesson({ ...place, groupId: region.groupId }, new Date(region.startsAt.getTime() + 60_000))
  await tell('a', { workers: [worker(500)], lessons: [lesson(region.lessonId)] })
  await tell('b')
  expect((await joinAs()).mediaUrl).toBe('wss://a.example')
  expect((await joinAs(second)).mediaUrl).toBe('wss://b.example')
})

it('a node that was silent for a day is deleted, but not while it has a recording', async () => {
  await tell('a')
  await tell('b')
  const { lessonId, umea, startsAt } = region
  await withActor(SET_UP, (tx) =>
    tx.insert(recordings).values({
      ...{ id: randomUUID() as RecordingId, lessonId, hostingMunicipalityId: umea, nodeId: 'b' },
      ...{ startedAt: startsAt, endedAt: startsAt, durationMs: 1, bytes: 1, retainUntil: '2026-12-31' },
      timeline: { pages: [], segments: [] } as never,
    }),
  )
  for (const nodeId of ['a', 'b']) await silence(nodeId, 25 * 3_600)
  await forgetPlacements(JOBS)
  const kept = await withActor(SET_UP, (tx) => tx.select({ id: mediaNodes.id }).from(mediaNodes))
  expect(kept).toEqual([{ id: 'b' }])
  await expect(forgetPlacements(region.administrator)).rejects.toThrow('access.not-allowed')
})

it.each(['reviewNodes', 'recordNodeReport'] as const)('only our own processes may %s', async (name) => {
  const act =
    name === 'reviewNodes' ? reviewNodes(region.administrator) : recordNodeReport(region.administrator, report('a'))
  await expect(act).rejects.toThrow('access.not-allowed')
})

describe('revocations', () => {
  const end = (id: string) => withActor(SET_UP, (tx) => raiseAccess(tx, { kind: 'person', id }))

  it('are sent to every node that asks, and again to one that was down', async () => {
    await end(region.selam)
    await end(region.selam)
    const ended = { subject: { kind: 'person', id: region.selam }, generation: 2 }
    const first = await tell('a', { heardAsOf: null })
    expect(first.ended).toContainEqual(ended)
    expect((await tell('b', { heardAsOf: null })).ended).toContainEqual(ended)
    const longAgo = new Date(Date.now() - 3_600_000).toISOString()
    expect((await tell('a', { heardAsOf: longAgo })).ended).toContainEqual(ended)
    await withActor(SET_UP, (tx) => tx.update(accessGenerations).set({ raisedAt: sql`now() - interval '5 minutes'` }))
    expect((await tell('a', { heardAsOf: new Date().toISOString() })).ended).not.toContainEqual(ended)
  })

  it('are sent though the database’s clock was set back by an hour since the node last heard', async () => {
    const beforeIt = new Date(Date.now() + 3_600_000).toISOString()
    await end(region.selam)
    const ended = { subject: { kind: 'person', id: region.selam }, generation: 1 }
    expect((await tell('a', { heardAsOf: beforeIt })).ended).toContainEqual(ended)
  })

  it('are not sent to a node of a release that does not ask', async () => {
    await end(region.selam)
    expect(await tell('a')).not.toHaveProperty('ended')
  })

  it('invalidate every earlier ticket', async () => {
    const ticketOf = async () => {
      const maker = { key, mediaUrl: 'ws://page.example', iceServers: [], nowMs: region.startsAt.getTime() }
      const person: Actor = { kind: 'person', personId: region.selam }
      const { ticket } = await joinLesson(person, { lessonId: region.lessonId }, maker)
      return decodeJwt(ticket).accessGeneration
    }
    expect(await ticketOf()).toBe(0)
    await end(region.selam)
    expect(await ticketOf()).toBe(1)
  })
})

describe('a state that cannot be stored', () => {
  const live = (lessonId: LessonId, state: unknown) => ({ lessonId, seq: 3, state })

  it.each([
    ['a NUL', { hands: ['Anna\0'] }],
    ['half a surrogate pair', { hands: ['\uD83D'] }],
  ])('because of %s is left out, named, and the rest of the report is stored', async (_, bad) => {
    const other = await makeLesson(
      { groupId: region.groupId, hostingMunicipalityId: region.umea, communicatorId: region.communicator.staffId },
      new Date('2026-02-12T08:00:00Z'),
    )
    const assignments = await tell('a', {
      heardAsOf: null,
      lessons: [lesson(region.lessonId), lesson(other)],
      replicated: [live(region.lessonId, bad), live(other, { hands: [] })],
    })
    expect(assignments.refused).toEqual([region.lessonId])
    const kept = await withActor(SET_UP, (tx) => tx.select().from(lessonLiveStates))
    expect(kept.map(({ lessonId }) => lessonId)).toEqual([other])
    expect(await withActor(SET_UP, (tx) => tx.select().from(mediaNodes))).toHaveLength(1)
  })

  it('a node cannot end a lesson that is on another', async () => {
    await tell('a', { lessons: [lesson(region.lessonId)], replicated: [live(region.lessonId, { hands: [] })] })
    await tell('thief', { replicated: [live(region.lessonId, null)] })
    expect(await withActor(SET_UP, (tx) => tx.select().from(lessonPlacements))).toMatchObject([{ nodeId: 'a' }])
    expect(await withActor(SET_UP, (tx) => tx.select().from(lessonLiveStates))).toHaveLength(1)
  })
})
