import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { eq } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { recordings } from '@/db/schema/recordings'
import { municipalities } from '@/db/schema/regions'
import { persons } from '@/db/schema/people'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { joinLesson } from '@/services/tickets/join-lesson'
import { deleteRecording } from '@/services/recordings/delete-recording'
import { eraseRecordings } from '@/services/recordings/erase-recordings'
import { findRecording } from '@/services/recordings/find-recording'
import { listRecordings } from '@/services/recordings/list-recordings'
import { mayRecord } from '@/services/recordings/may-record'
import { SET_UP } from '@/tests/factories/set-up'
import { makeStaff } from '@/tests/factories/people'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import type { RecordingId } from '@/domain/ids'
import type { SystemActor } from '@/domain/people/actor'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let region: Region

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
})

const allowRecording = () =>
  withActor(SET_UP, (tx) =>
    tx.update(municipalities).set({ recordingAllowed: true }).where(eq(municipalities.id, region.umea)),
  )
const protect = () =>
  withActor(SET_UP, (tx) => tx.update(persons).set({ protectedIdentity: true }).where(eq(persons.id, region.anna)))

async function permissionsOf(actor: Parameters<typeof joinLesson>[0]) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const maker = { key: privateKey, mediaUrl: 'http://media', iceServers: [], nowMs: region.startsAt.getTime() }
  const { ticket } = await joinLesson(actor, { lessonId: region.lessonId }, maker)
  return decodeJwt(ticket).permissions
}

describe('who may record', () => {
  it('is nobody until the hosting municipality allows it', async () => {
    expect(await permissionsOf(region.communicator)).not.toContain('recording.run')
    expect(await mayRecord(region.communicator, region)).toBe('municipality')
  })

  it('is the communicator where the hosting municipality allows it, and nobody else', async () => {
    await allowRecording()
    expect(await mayRecord(region.communicator, region)).toBeNull()
    expect(await permissionsOf(region.communicator)).toContain('recording.run')
    expect(await permissionsOf({ kind: 'person', personId: region.selam })).not.toContain('recording.run')
  })

  it('is nobody while a person with protected identity is enrolled, wherever they live', async () => {
    await allowRecording()
    await protect()
    expect(await mayRecord(region.communicator, region)).toBe('protected-person')
    expect(await permissionsOf(region.communicator)).not.toContain('recording.run')
  })
})

const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }
const JOBS: SystemActor = { kind: 'system', name: 'jobs' }

/** A recording of the region's lesson, as the media server reports it. */
async function record(): Promise<RecordingId> {
  const recordingId = randomUUID() as RecordingId
  const at = region.startsAt.toISOString()
  const timeline = { segments: [{ atMs: 1, durationMs: 1_000, fileMs: 0, hasPicture: true }], slides: [] }
  const recording = { recordingId, startedAt: at, endedAt: at, durationMs: 1_000, bytes: 10, timeline }
  const fact = { factId: randomUUID(), lessonId: region.lessonId, kind: 'recording-made' as const, at, recording }
  const first = await receiveMediaEvents(MEDIA_SERVER, { nodeId: 'n', facts: [fact] })
  expect(first).toMatchObject({ recorded: 1, repeated: 0 })
  expect(await receiveMediaEvents(MEDIA_SERVER, { nodeId: 'n', facts: [fact] })).toMatchObject({
    recorded: 0,
    repeated: 1,
  })
  return recordingId
}

describe('a recording', () => {
  it('is watched by those whose lesson it was, and by the responsible staff of the hosting municipality', async () => {
    const recordingId = await record()
    const coordinator = await makeStaff({ role: 'coordinator', municipalityId: region.umea })
    const colleague = await makeStaff({ role: 'communicator', municipalityId: region.umea })
    const watchers = [region.communicator, region.administrator, coordinator, region.siteHost]
    for (const actor of watchers) expect(await findRecording(actor, { recordingId })).not.toBeNull()
    expect(await findRecording({ kind: 'person', personId: region.selam }, { recordingId })).toMatchObject({
      canDelete: false,
    })
    const stranger = await makeRegion()
    for (const actor of [colleague, stranger.communicator, { kind: 'person', personId: stranger.selam } as const]) {
      expect(await findRecording(actor, { recordingId })).toBeNull()
      expect(await listRecordings(actor, region)).toEqual([])
    }
  })

  it('is kept for thirty days after its lesson', async () => {
    await record()
    expect(await listRecordings(region.communicator, region)).toMatchObject([{ retainUntil: '2026-02-11' }])
  })

  it('is deleted by its communicator, not by a participant or a host of a site', async () => {
    const recordingId = await record()
    const selam = { kind: 'person', personId: region.selam } as const
    for (const actor of [selam, region.siteHost]) {
      await expect(deleteRecording(actor, { recordingId })).rejects.toMatchObject({ code: 'access.not-allowed' })
    }
    await deleteRecording(region.communicator, { recordingId })
    expect(await findRecording(region.communicator, { recordingId })).toBeNull()
    expect(await findRecording(selam, { recordingId })).toBeNull()
  })

  it('expires the day after its last, and is erased when the media server confirms it, not before', async () => {
    const recordingId = await record()
    let isUp = false
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.method)
      response.writeHead(isUp ? 204 : 503).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { privateKey: key } = generateKeyPairSync('ed25519')
    const place = { key, mediaUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    const erasedAt = async () => {
      const [row] = await withActor(SET_UP, (tx) => tx.select().from(recordings).where(eq(recordings.id, recordingId)))
      return row?.erasedAt
    }
    expect(await eraseRecordings(JOBS, place, Date.parse('2026-02-11T12:00:00Z'))).toMatchObject({ outlived: 0 })
    await eraseRecordings(JOBS, place, Date.parse('2026-02-12T12:00:00Z'))
    expect(await erasedAt()).toBeNull()
    isUp = true
    await eraseRecordings(JOBS, place, Date.parse('2026-02-12T12:01:00Z'))
    expect(await erasedAt()).toEqual(new Date('2026-02-12T12:01:00Z'))
    expect(new Set(asked)).toEqual(new Set(['DELETE']))
    const entries = await withActor(SET_UP, (tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.subjectId, recordingId)),
    )
    expect(entries.map((one) => one.action)).toEqual(['recording.made', 'recording.deleted', 'recording.erased'])
    await new Promise((resolve) => server.close(resolve))
  })
})
