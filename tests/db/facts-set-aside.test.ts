import { randomUUID } from 'node:crypto'

import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { selectSetAside } from '@/db/queries/facts-set-aside'
import { lessonQuestions } from '@/db/schema/questions'
import { factsSetAside } from '@/db/schema/media'
import type { SystemActor } from '@/domain/people/actor'
import type { MediaEvent } from '@/protocol/media-events'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { SET_UP } from '@/tests/factories/set-up'
import { fact, factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
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
})

const tell = (facts: unknown[]) => receiveMediaEvents(MEDIA_SERVER, { nodeId: 'node-1', facts })
/** As the owner, because nobody else may read what was set aside. */
async function setAside() {
  const client = postgres(database.ownerUrl, { max: 1 })
  const rows = await drizzle(client).select().from(factsSetAside)
  await client.end()
  return rows
}

function recording(): MediaEvent {
  const at = region.startsAt.toISOString()
  const timeline = { segments: [], slides: [] }
  const made = { recordingId: randomUUID(), startedAt: at, endedAt: at, durationMs: 5, bytes: 5, timeline }
  return { factId: randomUUID(), lessonId: region.lessonId, kind: 'recording-made', at, recording: made }
}

it.each<[string, () => unknown]>([
  ['of a kind that nobody knows', () => ({ factId: randomUUID(), lessonId: region.lessonId, kind: 'what-is-this' })],
  ['with a NUL in a question', () => question('Ja?\0')],
  ['with half a surrogate pair in a question', () => question('Ja?\uD83D')],
  ['that is no object', () => 'torn'],
  ['that is null', () => null],
  [
    'of a year that no database knows',
    () => ({ ...fact(region, { kind: 'joined', minute: 0 }), at: '-271821-04-20T00:00:00.000Z' }),
  ],
])('a fact %s is set aside and blocks nothing', async (_, makeFact) => {
  const bad = makeFact()
  const good = factsOfLesson(region)
  const told = await tell([bad, ...good])
  expect(told).toMatchObject({ recorded: good.length, repeated: 0, setAside: [expect.any(String)] })
  expect(await setAside()).toContainEqual(
    expect.objectContaining({
      key: told.setAside[0],
      nodeId: 'node-1',
      reason: 'unreadable',
      body: JSON.stringify(bad),
    }),
  )
  // Resent, as after a lost response, nothing is there twice.
  const again = await tell([bad, ...good])
  expect(again).toMatchObject({ recorded: 0, repeated: good.length, setAside: told.setAside })
  expect((await setAside()).filter(({ key }) => key === told.setAside[0])).toHaveLength(1)
})

it('a fact that the database refuses is set aside with the reason, and all others of the batch are stored', async () => {
  const peerId = randomUUID()
  const owner = postgres(database.ownerUrl, { max: 1 })
  await owner.unsafe(`alter table presence_facts add constraint refused_here check (peer_id <> '${peerId}') not valid`)
  const refused = fact(region, { kind: 'joined', minute: 5, personId: region.selam, peerId })
  const good = factsOfLesson(region)
  const told = await tell([...good.slice(0, 2), refused, ...good.slice(2), recording()])
  await owner.unsafe('alter table presence_facts drop constraint refused_here')
  await owner.end()
  expect(told).toEqual({ recorded: good.length + 1, repeated: 0, setAside: [refused.factId] })
  const row = (await setAside()).find(({ key }) => key === refused.factId)
  expect(row).toMatchObject({ reason: 'refused', sqlState: '23514', lessonId: region.lessonId, kind: 'joined' })
})

it('an unreachable database sets nothing aside: everything is resent', async () => {
  const owner = postgres(database.ownerUrl, { max: 1 })
  await owner.unsafe('alter table presence_facts rename to away')
  await expect(tell(factsOfLesson(region))).rejects.toThrow(/Failed query|database/i)
  await owner.unsafe('alter table away rename to presence_facts')
  await owner.end()
  expect(await tell(factsOfLesson(region))).toMatchObject({ recorded: 6, setAside: [] })
})

it('the app’s role cannot read what was set aside, only that it was', async () => {
  const reading = withActor(SET_UP, (tx) => tx.select({ body: factsSetAside.body }).from(factsSetAside))
  await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } })
})

it('the municipality that hosts the lesson sees what was set aside, others do not', async () => {
  await tell([{ factId: randomUUID(), lessonId: region.lessonId, kind: 'what-is-this' }])
  const own = await withActor(region.communicator, (tx) => selectSetAside(tx, 1))
  expect(own.newest).toContainEqual(expect.objectContaining({ lessonId: region.lessonId, reason: 'unreadable' }))
  const other = await makeRegion()
  const others = await withActor(other.communicator, (tx) => selectSetAside(tx, 1))
  expect(others.newest.map(({ lessonId }) => lessonId)).not.toContain(region.lessonId)
})

it('a named answer is stored with its subject, and never with a name', async () => {
  const subject = { kind: 'person', id: region.selam }
  const asked = question('Ja?')
  const outcome = {
    ...asked.question,
    named: [
      { subject, choices: [0] },
      { memberId: 'a'.repeat(16), displayName: 'Förut', choices: [1] },
    ],
  }
  await tell([{ ...asked, question: outcome }])
  const kept = await withActor(SET_UP, (tx) => tx.select().from(lessonQuestions))
  const row = kept.find(({ id }) => id === asked.factId)
  expect(row?.outcome).toMatchObject({
    named: [
      { subject, choices: [0] },
      { memberId: 'a'.repeat(16), choices: [1] },
    ],
  })
  expect(JSON.stringify(kept)).not.toContain('Förut')
})

function question(text: string) {
  const choices = [
    { text: 'Ja', picture: 'yes' },
    { text: 'Nej', picture: 'no' },
  ]
  const asked = { questionId: randomUUID(), text, kind: 'single', isAnonymous: false, choices, correct: [] }
  const outcome = { asked, answered: 0, totals: [0, 0], named: [] }
  const base = { factId: randomUUID(), lessonId: region.lessonId, kind: 'question-asked', question: outcome }
  return { ...base, at: region.startsAt.toISOString() }
}
