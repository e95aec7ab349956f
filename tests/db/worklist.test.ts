import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { lessons } from '@/db/schema/courses'
import { classroomChecks, endpoints } from '@/db/schema/endpoints'
import type { EndpointId } from '@/domain/ids'
import { takeRoll } from '@/services/attendance/take-roll'
import { listWorklist } from '@/services/worklist/list-worklist'
import { given } from '@/tests/factories/regions'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

let database: TestDatabase
let region: Region

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
})

const change = (values: Partial<typeof lessons.$inferInsert>) =>
  withActor(SET_UP, (tx) => tx.update(lessons).set(values).where(eq(lessons.id, region.lessonId)))
const after = (ms: number) => region.startsAt.getTime() + ms
/** The kinds that wait, with their urgency, for one who administers the hosting municipality. */
const waiting = async (nowMs: number, actor = region.administrator) =>
  (await listWorklist(actor, nowMs)).map(({ kind, urgency }) => `${kind} ${urgency}`)

describe('a lesson', () => {
  it('that is planned is no work', async () => {
    expect(await waiting(after(-HOUR_MS))).toEqual([])
  })

  it('that nobody held waits today, is late tomorrow, and is gone when it is cancelled', async () => {
    expect(await waiting(after(HOUR_MS))).toEqual([])
    expect(await waiting(after(6 * HOUR_MS))).toEqual(['lesson-not-held today'])
    const [item] = await listWorklist(region.administrator, after(DAY_MS))
    expect(item).toMatchObject({ kind: 'lesson-not-held', urgency: 'late', lessonId: region.lessonId, isMine: false })
    expect(await waiting(after(100 * DAY_MS))).toEqual([])
    await change({ cancelledAt: new Date() })
    expect(await waiting(after(DAY_MS))).toEqual([])
  })

  it('that runs waits for its rolls and is live, and only for its rolls when it has ended', async () => {
    await change({ liveAt: region.startsAt })
    expect(await waiting(after(HOUR_MS))).toEqual(['roll-missing today', 'lesson-live live'])
    await change({ endedAt: new Date(after(4 * HOUR_MS)) })
    const [item, ...more] = await listWorklist(region.administrator, after(DAY_MS))
    expect(item).toMatchObject({ kind: 'roll-missing', urgency: 'late', rounds: 2 })
    expect(more).toEqual([])
  })

  it('has no work left when both rounds are taken', async () => {
    await change({ liveAt: region.startsAt, endedAt: new Date(after(4 * HOUR_MS)) })
    for (const round of ['start', 'after_break'] as const) {
      const marks = [rollMark(region.anna, 'present')]
      await takeRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId, round, marks })
    }
    expect(await waiting(after(DAY_MS))).toEqual([])
  })

  it('waits only in the municipality that hosts it', async () => {
    await change({ liveAt: region.startsAt })
    expect(await waiting(after(HOUR_MS), region.bjurholmAdministrator)).toEqual([])
  })
})

describe('a classroom', () => {
  const pair = async (): Promise<EndpointId> => {
    const [row] = await withActor(SET_UP, (tx) =>
      tx
        .insert(endpoints)
        .values({
          ...{ siteId: region.siteId, municipalityId: region.bjurholm, name: 'Vägg' },
          ...{ secretHash: randomUUID(), pairedBy: region.administrator.staffId },
        })
        .returning({ id: endpoints.id }),
    )
    return given(row).id
  }
  const check = (endpointId: EndpointId, verdict: 'green' | 'red', checkedAt: number) =>
    withActor(SET_UP, (tx) =>
      tx.insert(classroomChecks).values({
        ...{ endpointId, municipalityId: region.bjurholm, verdict, reason: 'night' },
        ...{ checkedAt: new Date(checkedAt), findings: {} },
      }),
    )
  const waitingChecks = async (nowMs: number) =>
    (await listWorklist(region.bjurholmAdministrator, nowMs)).flatMap((item) =>
      item.kind === 'classroom-check' ? [`${item.check} ${item.urgency}`] : [],
    )

  it('waits for a check before a lesson of the next seven days', async () => {
    const endpointId = await pair()
    expect(await waitingChecks(after(-8 * DAY_MS))).toEqual([])
    expect(await waitingChecks(after(-3 * DAY_MS))).toEqual(['never this-week'])
    await check(endpointId, 'green', after(-3 * DAY_MS))
    expect(await waitingChecks(after(-3 * DAY_MS))).toEqual([])
    expect(await waitingChecks(after(-HOUR_MS))).toEqual(['silent today'])
    await check(endpointId, 'red', after(-2 * HOUR_MS))
    expect(await waitingChecks(after(-HOUR_MS))).toEqual(['red today'])
    expect(await waitingChecks(after(HOUR_MS))).toEqual([])
  })
})
