import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { parse } from 'csv-parse/sync'
import { asc, eq } from 'drizzle-orm'
import { build } from 'esbuild'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { presenceFacts, rollMarks } from '@/db/schema/attendance'
import { auditEntries } from '@/db/schema/audit'
import type { PersonId } from '@/domain/ids'
import type { SystemActor } from '@/domain/people/actor'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { correctAttendance } from '@/services/attendance/correct-attendance'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { takeRoll } from '@/services/attendance/take-roll'
import type { ClaimLabels } from '@/services/claims/claim-labels'
import { exportClaimBasis, exportClaimBasisInput } from '@/services/claims/export-claim-basis'
import { getClaimBasis, getClaimBasisInput } from '@/services/claims/get-claim-basis'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { makeLesson } from '@/tests/factories/courses'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const JOBS: SystemActor = { kind: 'system', name: 'jobs' }
const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LABELS: ClaimLabels = {
  ...{ hoursSheet: 'Timmar', lessonsSheet: 'Lektioner', municipality: 'Kommun', person: 'Namn', personId: 'Id' },
  ...{
    themePart: 'Del',
    sfi: 'sfi',
    hours: 'Timmar',
    minutes: 'Minuter',
    lessonCount: 'Lektioner',
    lessonId: 'Lektion',
  },
  ...{ date: 'Datum', start: 'Start', origin: 'Grund', assessed: 'avgjord', corrected: 'rättad' },
  ...{ sum: 'Summa', rounding: 'Raderna är avrundade.' },
}
const refused = (code: string) => expect.objectContaining({ code })

let database: TestDatabase
let region: Region

/**
 * Two lessons; Anna was on the roll of the first, for half of it; a namesake was corrected to 75 minutes in the
 * second.
 */
beforeAll(async () => {
  database = await createTestDatabase()
  region = await makeRegion()
  await teach(region)
  const startsAt = new Date('2026-01-19T08:00:00Z')
  const place = {
    hostingMunicipalityId: region.umea,
    communicatorId: region.communicator.staffId,
    groupId: region.groupId,
  }
  const second = { ...region, startsAt, lessonId: await makeLesson(place, startsAt, { themePart: 4 }) }
  await teach(second)
  await correctAttendance(region.communicator, {
    ...{ lessonId: second.lessonId, handle: entryHandleOf(second.lessonId, region.namesake) },
    ...{ presentMinutes: 75, absentMinutes: 85 },
    ...{ excusedMinutes: 0, technicalFailureMinutes: 0, reason: 'On a paper list.' },
  })
})
afterAll(() => database.close())

async function teach(lesson: Region): Promise<void> {
  const marks = [rollMark(lesson.anna, 'present')]
  await takeRoll(lesson.siteHost, { lessonId: lesson.lessonId, siteId: lesson.siteId, round: 'start', marks })
  await receiveMediaEvents(MEDIA_SERVER, { nodeId: 'node-1', facts: factsOfLesson(lesson) })
  await assessLesson(JOBS, { lessonId: lesson.lessonId })
}

const period = () => ({ municipalityId: region.bjurholm, fromOn: '2026-01-01', untilOn: '2026-12-31' })
const exported = (format: 'csv' | 'xlsx') =>
  exportClaimBasis(region.bjurholmAdministrator, { ...period(), format }, LABELS)

describe('the claim basis', () => {
  it('has the home municipality’s own people by theme part, corrections in force', async () => {
    const basis = await getClaimBasis(region.bjurholmAdministrator, period())
    const lines = basis.lines.map((line) => [line.personId, line.themePart, line.presentMinutes, line.lessons.length])
    expect(lines).toHaveLength(4)
    expect(lines).toEqual(
      expect.arrayContaining([
        [region.anna, 3, 80, 1],
        [region.anna, 4, 80, 1],
        [region.namesake, 3, 0, 1],
        [region.namesake, 4, 75, 1],
      ]),
    )
    expect(basis.totals).toMatchObject({ presentMinutes: 235, persons: 2, lessons: 2 })
  })

  it('includes both ends of the period', async () => {
    const minutes = async (fromOn: string, untilOn: string) =>
      (await getClaimBasis(region.bjurholmAdministrator, { ...period(), fromOn, untilOn })).totals.presentMinutes
    expect(await minutes('2026-01-12', '2026-01-12')).toBe(80)
    expect(await minutes('2026-01-13', '2026-01-19')).toBe(155)
    expect(await minutes('2026-01-13', '2026-01-18')).toBe(0)
  })

  it.each([
    ['a period of 366 days is taken', '2026-01-01', '2027-01-01', null],
    ['one of 367 is not', '2026-01-01', '2027-01-02', 'claims.period-too-long'],
    ['one that ends before it begins is not', '2026-01-02', '2026-01-01', 'courses.end-before-start'],
  ])('%s', async (_label, fromOn, untilOn, code) => {
    const asked = getClaimBasis(region.bjurholmAdministrator, { ...period(), fromOn, untilOn })
    if (code === null) await expect(asked).resolves.toBeDefined()
    else await expect(asked).rejects.toThrow(refused(code))
  })

  it('is refused to another municipality and to other roles', async () => {
    for (const actor of [region.administrator, region.siteHost, region.communicator]) {
      await expect(getClaimBasis(actor, period())).rejects.toThrow(refused('access.not-allowed'))
    }
  })

  it.each([
    ['getClaimBasis', getClaimBasisInput],
    ['exportClaimBasis', exportClaimBasisInput],
  ])('%s refuses an unknown field', (_name, schema) => {
    const { error } = schema.safeParse({ ...period(), format: 'csv', surplus: true })
    expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
  })
})

describe('the export', () => {
  it('is a CSV that Swedish spreadsheets read', async () => {
    const { bytes, fileName } = await exported('csv')
    const text = bytes.toString('utf8')
    expect(fileName).toMatch(/^claim-\d{4}-2026-01-01-2026-12-31\.csv$/)
    expect(text.startsWith('\uFEFFKommun;Namn;Id;Del;Timmar;Minuter;Lektioner\r\n')).toBe(true)
    expect(text).toContain(`Bjurholm;Anna;${region.anna};3;1,33;80;1\r\n`)
    expect(text).toContain(`Anna;${region.namesake};4;`)
    expect(text).toContain(';2026-01-19;09:00;75;rättad\r\n')
  })

  it('is a workbook with numbers as numbers', async () => {
    const { bytes } = await exported('xlsx')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
    const rows = workbook.getWorksheet('Timmar')?.getSheetValues().slice(2) ?? []
    expect(rows).toHaveLength(6)
    const ofAnna = rows.find((row) => Array.isArray(row) && row[3] === region.anna && row[4] === 3)
    expect(ofAnna).toEqual([undefined, 'Bjurholm', 'Anna', region.anna, 3, 1.33, 80, 1])
    expect(workbook.getWorksheet('Lektioner')?.rowCount).toBe(5)
  })

  it('has a total that is the sum of its printed rows, and says by which rule', async () => {
    const rows = hoursIn((await exported('csv')).bytes)
    const [sum = [], rule = []] = rows.splice(-2)
    const printed = rows.map((row) => Math.round(Number((row[4] ?? '').replace(',', '.')) * 100))
    expect(printed.some((hundredths) => hundredths % 25 !== 0)).toBe(true)
    expect(sum[0]).toBe('Summa')
    expect(Math.round(Number((sum[4] ?? '').replace(',', '.')) * 100)).toBe(printed.reduce((one, other) => one + other))
    expect(Number(sum[5])).toBe(rows.reduce((total, row) => total + Number(row[5]), 0))
    expect(rule[0]).toBe('Raderna är avrundade.')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array((await exported('xlsx')).bytes).buffer)
    const sheet = workbook.getWorksheet('Timmar')
    expect(sheet?.getCell(`E${sheet.rowCount - 1}`).value).toBe(Number((sum[4] ?? '').replace(',', '.')))
    expect(sheet?.getCell(`A${sheet.rowCount}`).value).toBe('Raderna är avrundade.')
  })

  it('escapes what a spreadsheet would run', async () => {
    const { bytes } = await exportClaimBasis(
      region.bjurholmAdministrator,
      { ...period(), format: 'csv' },
      { ...LABELS, person: '=1+1' },
    )
    expect(bytes.toString('utf8')).toContain(";'=1+1;")
  })

  it('produces the same bytes later and in another process', async () => {
    const first = [await exported('csv'), await exported('xlsx')]
    await sleep(3000)
    const later = [await exported('csv'), await exported('xlsx')]
    expect(later.map((file) => file.sha256)).toEqual(first.map((file) => file.sha256))
    expect(await exportElsewhere()).toEqual(first.map((file) => file.sha256))
  })

  it('is an audit entry with the hash of the file', async () => {
    const { sha256 } = await exported('csv')
    const rows = await withActor(region.bjurholmAdministrator, (tx) =>
      tx
        .select({ details: auditEntries.details })
        .from(auditEntries)
        .where(eq(auditEntries.action, 'claim.exported'))
        .orderBy(asc(auditEntries.id)),
    )
    expect(rows.at(-1)?.details).toMatchObject({ sha256, format: 'csv', lines: 4 })
  })

  it('equals a count by hand of the raw facts and marks, by device and by roll', async () => {
    const elsewhere = { ...period(), municipalityId: region.umea, format: 'csv' as const }
    const files = [await exported('csv'), await exportClaimBasis(region.administrator, elsewhere, LABELS)]
    const proofs = files.flatMap(({ bytes }) => proofsIn(bytes)).filter((row) => row[3] === region.lessonId)
    const written = Object.fromEntries(proofs.map((row) => [row[1], Number(row[6])]))
    const byHand: Record<string, number> = {}
    for (const personId of [region.anna, region.namesake, region.selam])
      byHand[personId] = await minutesByHand(personId)
    expect(written).toEqual(byHand)
    expect(Object.values(byHand).toSorted((one, other) => one - other)).toEqual([0, 80, 150])
  })
})

/** Rows of the first table. */
function hoursIn(bytes: Buffer): string[][] {
  const rows: string[][] = parse(bytes, { bom: true, delimiter: ';', relax_column_count: true })
  return rows
    .slice(
      1,
      rows.findIndex((row) => row[0] === 'Namn'),
    )
    .filter((row) => row.some(Boolean))
}

/** Rows of the second table. */
function proofsIn(bytes: Buffer): string[][] {
  const rows: string[][] = parse(bytes, { bom: true, delimiter: ';', relax_column_count: true })
  return rows.slice(rows.findIndex((row) => row[0] === 'Namn') + 1)
}

/** Counts the minutes of the first lesson one by one from facts and marks, without the product's own rules. */
async function minutesByHand(personId: PersonId): Promise<number> {
  const { facts, marks } = await withActor(SET_UP, async (tx) => ({
    facts: await tx.select().from(presenceFacts).where(eq(presenceFacts.personId, personId)),
    marks: await tx.select().from(rollMarks).where(eq(rollMarks.personId, personId)),
  }))
  const minuteOf = (at: Date) => (at.getTime() - region.startsAt.getTime()) / 60_000
  const ofLesson = facts.filter((each) => each.lessonId === region.lessonId)
  const up = ofLesson.find((each) => each.kind === 'media-up')
  const left = ofLesson.find((each) => each.kind === 'left')
  const isMarked = (round: string) =>
    marks.some((each) => each.lessonId === region.lessonId && each.round === round && each.mark === 'present')
  let present = 0
  for (let minute = 0; minute < 180; minute += 1) {
    if (minute >= 80 && minute < 100) continue
    const byDevice = up !== undefined && left !== undefined && minute >= minuteOf(up.at) && minute < minuteOf(left.at)
    if (byDevice || isMarked(minute < 80 ? 'start' : 'after_break')) present += 1
  }
  return present
}

async function exportElsewhere(): Promise<string[]> {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.claims-test-'))
  const source = `
    import { openDatabase } from '@/db/client'
    import { exportClaimBasis } from '@/services/claims/export-claim-basis'
    const { url, actor, period, labels } = JSON.parse(process.argv[2])
    const connection = openDatabase(url, { max: 1 })
    const hashes = []
    for (const format of ['csv', 'xlsx']) hashes.push((await exportClaimBasis(actor, { ...period, format }, labels)).sha256)
    await connection.close()
    console.log(JSON.stringify(hashes))`
  await build({
    ...{
      stdin: { contents: source, resolveDir: ROOT, loader: 'ts' },
      outfile: join(folder, 'export.mjs'),
      bundle: true,
    },
    ...{ platform: 'node', format: 'esm', packages: 'external', tsconfig: join(ROOT, 'tsconfig.json') },
  })
  const question = { url: database.appUrl, actor: region.bjurholmAdministrator, period: period(), labels: LABELS }
  const env = { ...process.env, TZ: 'America/Lima' }
  const answer = execFileSync(process.execPath, [join(folder, 'export.mjs'), JSON.stringify(question)], { env })
  await rm(folder, { recursive: true })
  const hashes: string[] = JSON.parse(answer.toString())
  expect(hashes.every((hash) => hash.length === createHash('sha256').update('').digest('hex').length)).toBe(true)
  return hashes
}

it('minutes follow a person who moves, with corrections, and count once', async () => {
  const moved = { personId: region.namesake, municipalityId: region.umea, fromOn: '2026-01-15' }
  await changeHomeMunicipality(region.bjurholmAdministrator, moved)
  for (const { lessonId } of await lessonIds()) await assessLesson(JOBS, { lessonId })
  const lines = async (actor: Region['administrator'], municipalityId: Region['umea']) =>
    (await getClaimBasis(actor, { ...period(), municipalityId })).lines
      .filter((line) => line.personId === region.namesake)
      .map((line) => [line.themePart, line.presentMinutes])
  expect(await lines(region.bjurholmAdministrator, region.bjurholm)).toEqual([[3, 0]])
  expect(await lines(region.administrator, region.umea)).toEqual([[4, 75]])
})

function lessonIds() {
  return withActor(SET_UP, (tx) => tx.selectDistinct({ lessonId: presenceFacts.lessonId }).from(presenceFacts))
}
