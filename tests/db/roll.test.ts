import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { selectMarks } from '@/db/queries/attendance'
import type { PersonId } from '@/domain/ids'
import { getRoll } from '@/services/attendance/get-roll'
import type { NewMark } from '@/services/attendance/new-mark'
import { takeRoll } from '@/services/attendance/take-roll'
import { makeStaff } from '@/tests/factories/people'
import { makeSite } from '@/tests/factories/regions'
import { rollMark } from '@/tests/factories/roll'
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

const refused = (code: string) => expect.objectContaining({ code })

/** The host of the classroom sends these marks. */
function take(round: 'start' | 'after_break', ...marks: NewMark[]) {
  return takeRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId, round, marks })
}

/** The host marks Anna. */
function roll(round: 'start' | 'after_break', mark: NewMark['mark'], arrivedAt: string | null = null) {
  return take(round, rollMark(region.anna, mark, { arrivedAt }))
}

describe('the roll', () => {
  it('distinguishes two people with the same name', async () => {
    const { rows } = await getRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId })
    expect(rows.map((row) => [row.displayName, row.hasNamesake])).toEqual([
      ['Anna', true],
      ['Anna', true],
    ])
    expect(new Set(rows.map((row) => row.cardNumber)).size).toBe(2)
  })

  it('shows the latest mark of each round, and a repeat changes nothing', async () => {
    const absent = rollMark(region.anna, 'absent')
    expect(await take('start', absent)).toMatchObject({ recorded: 1 })
    expect(await take('start', rollMark(region.anna, 'present', { replaces: absent.markKey }))).toMatchObject({
      recorded: 1,
    })
    expect(await roll('start', 'present')).toMatchObject({ recorded: 0, marks: [{ outcome: 'kept' }] })
    const { rows } = await getRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId })
    const anna = rows.find((row) => row.personId === region.anna)
    expect([anna?.marks.start?.mark, anna?.marks.after_break]).toEqual(['present', null])
  })

  it.each([
    ['at the start', '2026-01-12T08:00:00Z', '2026-01-12T08:00:00Z'],
    ['before it', '2026-01-12T07:59:59Z', '2026-01-12T08:00:00Z'],
    ['within the overrun', '2026-01-12T11:15:00Z', '2026-01-12T11:15:00Z'],
    ['after it', '2026-01-12T13:00:00Z', '2026-01-12T11:15:00Z'],
  ])('takes an arrival %s as the nearest moment of the lesson', async (_label, arrivedAt, taken) => {
    const { marks } = await roll('start', 'late', arrivedAt)
    expect(marks).toMatchObject([
      { outcome: 'kept', isMoved: arrivedAt !== taken, current: { mark: 'late', arrivedAt: new Date(taken) } },
    ])
  })

  it('dates late without a time itself, by how long ago it was marked, and never before the device knew', async () => {
    region = await makeRegion(new Date(Date.now() - 40 * 60_000))
    const arrivals = async (mark: Partial<NewMark>) => {
      const before = Date.now()
      const [result] = (await take('start', rollMark(region.anna, 'late', mark))).marks
      const agoMs = before - (result?.current?.arrivedAt?.getTime() ?? 0)
      return Math.max(0, Math.round(agoMs / 60_000))
    }
    expect(await arrivals({ agoMs: 5 * 60_000 })).toBe(5)
    region = await makeRegion(new Date(Date.now() - 40 * 60_000))
    const notBefore = new Date(Date.now() - 3 * 60_000).toISOString()
    expect(await arrivals({ agoMs: 24 * 3_600_000, notBefore })).toBe(3)
    region = await makeRegion(new Date(Date.now() - 40 * 60_000))
    expect(await arrivals({ agoMs: 0, notBefore: new Date(Date.now() + 3_600_000).toISOString() })).toBe(0)
  })

  it('refuses a person who is not on it, and keeps the other marks', async () => {
    const { recorded, marks } = await take(
      'start',
      rollMark(randomUUID() as PersonId, 'present', { isVisiting: true }),
      rollMark(region.anna, 'present'),
    )
    expect([recorded, marks.map(({ outcome, code }) => [outcome, code])]).toEqual([
      1,
      [
        ['refused', 'attendance.not-on-roll'],
        ['kept', null],
      ],
    ])
  })

  it('takes the same mark once, also when another host has marked since', async () => {
    const mine = rollMark(region.anna, 'absent')
    await take('start', mine)
    await take('start', rollMark(region.anna, 'present', { replaces: mine.markKey }))
    const again = await take('start', mine)
    expect(again).toMatchObject({ recorded: 0, marks: [{ outcome: 'kept', current: { mark: 'present' } }] })
  })

  it.each(['excused', 'late', 'absent', 'technical_failure'] as const)(
    'asks before it overwrites %s that the host has not seen, and keeps the history',
    async (there) => {
      const first = rollMark(region.anna, there)
      await take('start', first)
      const asked = await take('start', rollMark(region.anna, 'present'))
      expect(asked).toMatchObject({ recorded: 0, marks: [{ outcome: 'asks', current: { mark: there } }] })
      await take('start', rollMark(region.anna, 'present', { replaces: first.markKey }))
      const all = await withActor(region.siteHost, (tx) => selectMarks(tx, region.lessonId))
      expect(all.map(({ mark }) => mark)).toEqual([there, 'present'])
    },
  )

  it('follows a row of marks of one device, each of which replaces the one before', async () => {
    const first = rollMark(region.anna, 'absent')
    const second = rollMark(region.anna, 'late', { replaces: first.markKey })
    const third = rollMark(region.anna, 'present', { replaces: second.markKey })
    expect(await take('start', first, second, third)).toMatchObject({ recorded: 3 })
    // The first equals a mark of another host and is not recorded; the second still replaces what was seen.
    await take('start', rollMark(region.namesake, 'absent'))
    const same = rollMark(region.namesake, 'absent')
    const next = rollMark(region.namesake, 'present', { replaces: same.markKey })
    expect(await take('start', same, next)).toMatchObject({ recorded: 1, marks: [{}, { outcome: 'kept' }] })
  })

  it('is refused to a host of another site and to other roles', async () => {
    const other = await makeSite(region.bjurholm)
    const host = await makeStaff({ role: 'site_host', municipalityId: region.bjurholm, siteId: other })
    const input = { lessonId: region.lessonId, siteId: region.siteId }
    await expect(getRoll(host, input)).rejects.toThrow(refused('access.not-allowed'))
    await expect(getRoll(region.communicator, input)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('cannot be taken long before the lesson', async () => {
    region = await makeRegion(new Date(Date.now() + 3_600_000))
    await expect(roll('start', 'present')).rejects.toThrow(refused('attendance.lesson-not-started'))
  })
})
