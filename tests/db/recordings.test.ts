import { generateKeyPairSync } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { municipalities } from '@/db/schema/regions'
import { persons } from '@/db/schema/people'
import { joinLesson } from '@/services/live/join-lesson'
import { mayRecord } from '@/services/recordings/may-record'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
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

  it('is nobody while a person with protected identity is enrolled, wherever she lives', async () => {
    await allowRecording()
    await protect()
    expect(await mayRecord(region.communicator, region)).toBe('protected-person')
    expect(await permissionsOf(region.communicator)).not.toContain('recording.run')
  })
})
