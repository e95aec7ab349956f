import { unzipSync } from 'fflate'
import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { VIEWS_MAX } from '@/db/queries/saved-views'
import { auditEntries } from '@/db/schema/audit'
import { savedViews } from '@/db/schema/lists'
import type { MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { changeView, changeViewInput } from '@/services/lists/change-view'
import { deleteView, deleteViewInput } from '@/services/lists/delete-view'
import { EXPORT_ROWS_MAX, exportList } from '@/services/lists/export-list'
import { listViews } from '@/services/lists/list-views'
import { saveView, saveViewInput } from '@/services/lists/save-view'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { nextNumber, SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let umea: MunicipalityId
let keeper: StaffActor
let colleague: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  umea = await makeMunicipality('Umeå')
  keeper = await makeStaff({ role: 'administrator', municipalityId: umea })
  colleague = await makeStaff({ role: 'administrator', municipalityId: umea })
})
afterAll(() => database.close())

const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field ? { details: expect.objectContaining({ field }) } : {}) })
const freshList = () => `list-${nextNumber()}`
const keep = (actor: StaffActor, list: string, more: object = {}) =>
  saveView(actor, saveViewInput.parse({ list, name: 'Mine', query: 'sort=name', isDefault: false, ...more }))

describe('a saved view', () => {
  it('is seen, changed and removed only by its owner', async () => {
    const list = freshList()
    const { viewId } = await keep(keeper, list)
    expect(await listViews(keeper, { list })).toMatchObject([{ viewId, name: 'Mine', query: 'sort=name' }])
    expect(await listViews(colleague, { list })).toEqual([])
    const change = changeViewInput.parse({ viewId, name: 'Taken over', isDefault: true, sharedIn: null })
    await expect(changeView(colleague, change)).rejects.toEqual(refused('access.not-found'))
    await expect(deleteView(colleague, deleteViewInput.parse({ viewId }))).rejects.toEqual(refused('access.not-found'))
    await changeView(keeper, { ...change, name: 'Renamed' })
    expect(await listViews(keeper, { list })).toMatchObject([{ name: 'Renamed', isDefault: true }])
    await deleteView(keeper, deleteViewInput.parse({ viewId }))
    expect(await listViews(keeper, { list })).toEqual([])
  })

  it('is closed to everybody else by the database too', async () => {
    const list = freshList()
    await keep(keeper, list)
    const rowsFor = (actor: Parameters<typeof withActor>[0]) => withActor(actor, (tx) => tx.$count(savedViews))
    expect(await rowsFor(colleague)).toBe(0)
    expect(await rowsFor(SET_UP)).toBe(0)
    const values = { staffId: keeper.staffId, list, name: 'Planted', query: '', slot: 2 }
    await expect(withActor(colleague, (tx) => tx.insert(savedViews).values(values))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('row-level security') },
    })
    const app = postgres(database.appUrl, { max: 1 })
    expect(await app`select 1 from saved_views`).toHaveLength(0)
    await app.end()
  })

  it('that is shared is used by colleagues of that municipality, and changed by its owner alone', async () => {
    const list = freshList()
    const elsewhere = await makeMunicipality('Nordmaling')
    const stranger = await makeStaff({ role: 'administrator', municipalityId: elsewhere })
    const { viewId } = await keep(keeper, list, { isDefault: true })
    const share = (sharedIn: MunicipalityId | null) =>
      changeView(keeper, changeViewInput.parse({ viewId, name: 'Mine', isDefault: true, sharedIn }))
    await expect(share(elsewhere)).rejects.toEqual(refused('access.not-allowed'))
    await share(umea)
    const [seen, ...more] = await listViews(colleague, { list })
    expect(seen).toMatchObject({ viewId, isOwn: false, isDefault: false, sharedIn: umea })
    expect(more).toEqual([])
    expect(await listViews(stranger, { list })).toEqual([])
    const change = changeViewInput.parse({ viewId, name: 'Theirs', isDefault: false, sharedIn: umea })
    await expect(changeView(colleague, change)).rejects.toEqual(refused('access.not-found'))
    await expect(deleteView(colleague, deleteViewInput.parse({ viewId }))).rejects.toEqual(refused('access.not-found'))
    const rename = { name: 'Theirs' }
    await withActor(colleague, (tx) => tx.update(savedViews).set(rename).where(eq(savedViews.id, viewId)))
    const into = { sharedIn: elsewhere }
    await expect(
      withActor(keeper, (tx) => tx.update(savedViews).set(into).where(eq(savedViews.id, viewId))),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })
    expect(await listViews(keeper, { list })).toMatchObject([{ name: 'Mine', isDefault: true, isOwn: true }])
    await share(null)
    expect(await listViews(colleague, { list })).toEqual([])
  })

  it('stores no search, which can be a name, and no cursor', async () => {
    const list = freshList()
    const query = 'search=Selam&sort=name&cursor=abc&columns=name%2Chome&done=saved'
    expect((await keep(keeper, list, { query })).query).toBe('sort=name&columns=name%2Chome')
    expect(JSON.stringify(await listViews(keeper, { list }))).not.toContain('Selam')
  })

  it('has a name that no other view of its list and owner has', async () => {
    const list = freshList()
    await keep(keeper, list)
    await expect(keep(keeper, list, { name: ' Mine ' })).rejects.toEqual(refused('input.already-taken', 'name'))
    await expect(keep(colleague, list)).resolves.toBeTruthy()
    await expect(keep(keeper, freshList())).resolves.toBeTruthy()
    const { viewId } = await keep(keeper, list, { name: 'Other' })
    const change = changeViewInput.parse({ viewId, name: 'Mine', isDefault: false, sharedIn: null })
    await expect(changeView(keeper, change)).rejects.toEqual(refused('input.already-taken', 'name'))
  })

  it('is the one its list opens with, or another is', async () => {
    const list = freshList()
    await keep(keeper, list, { name: 'A', isDefault: true })
    await keep(keeper, list, { name: 'B', isDefault: true })
    const views = await listViews(keeper, { list })
    expect(views.map((view) => [view.name, view.isDefault])).toEqual([
      ['A', false],
      ['B', true],
    ])
  })

  it('is one of at most twenty, however many are saved at the same time', async () => {
    const list = freshList()
    const kept = await Promise.allSettled(
      Array.from({ length: VIEWS_MAX + 3 }, (_, index) => keep(keeper, list, { name: `View ${index}` })),
    )
    const refusals = kept.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refusals).toEqual(Array.from({ length: 3 }, () => refused('lists.too-many-views')))
    expect(await listViews(keeper, { list })).toHaveLength(VIEWS_MAX)
  })
})

describe('an export', () => {
  const head = ['Name', 'Minutes']
  const exported = (rows: (string | number | null)[][]) => ({
    permission: 'participant.list' as const,
    title: 'Participants: all/some [1]',
    head,
    isFiltered: true,
    read: async (cursor: string | undefined) => {
      const from = Number(cursor ?? 0)
      return { rows: rows.slice(from, from + 2), next: from + 2 < rows.length ? String(from + 2) : null }
    },
  })
  const entries = async () =>
    (await withActor(SET_UP, (tx) => tx.select().from(auditEntries))).filter((row) => row.action === 'list.exported')

  it('has every page, and is in the audit of each municipality with its number of rows', async () => {
    const bjurholm = await makeMunicipality('Bjurholm')
    const actor = await makeStaff(
      { role: 'administrator', municipalityId: umea },
      { role: 'case_officer', municipalityId: bjurholm },
      { role: 'interpreter', municipalityId: await makeMunicipality() },
    )
    const rows = [
      ['Åsa', 1],
      ['Örjan', 2.5],
      [null, 3],
      ['=1+1', 4],
      ['@x', 5],
    ]
    const { bytes } = await exportList(actor, { list: 'participants', format: 'csv' }, exported(rows))
    expect(bytes.toString('utf8')).toBe("\uFEFFName;Minutes\r\nÅsa;1\r\nÖrjan;2,5\r\n;3\r\n'=1+1;4\r\n'@x;5\r\n")
    const own = (await entries()).filter((row) => row.actorId === actor.staffId)
    expect(new Set(own.map((row) => row.municipalityId))).toEqual(new Set([umea, bjurholm]))
    expect(own[0]?.details).toEqual({ list: 'participants', format: 'csv', rows: 5, isFiltered: true })
  })

  it('is a sheet of texts and numbers, in which nothing is a formula', async () => {
    const { bytes } = await exportList(keeper, { list: 'participants', format: 'xlsx' }, exported([['=1+1', 4]]))
    const files = unzipSync(new Uint8Array(bytes))
    const said = (path: string) => Buffer.from(files[path] ?? []).toString('utf8')
    expect(said('xl/worksheets/sheet1.xml')).not.toContain('<f>')
    expect(said('xl/sharedStrings.xml')).toContain('=1+1')
    expect(said('xl/workbook.xml')).toContain('name="Participants  all some  1 "')
  })

  it('is refused without the permission to see the list, and leaves no trace', async () => {
    const interpreter = await makeStaff({ role: 'interpreter', municipalityId: umea })
    const before = (await entries()).length
    await expect(exportList(interpreter, { list: 'participants', format: 'csv' }, exported([]))).rejects.toEqual(
      refused('access.not-allowed'),
    )
    expect(await entries()).toHaveLength(before)
  })

  it('is refused when it would be too long', async () => {
    let read = 0
    const endless = {
      ...exported([]),
      read: async () => {
        read += 1
        return { rows: Array.from({ length: 200 }, () => ['x', 1]), next: 'more' }
      },
    }
    await expect(exportList(keeper, { list: 'participants', format: 'csv' }, endless)).rejects.toEqual(
      refused('lists.too-many-rows'),
    )
    expect(read).toBe(EXPORT_ROWS_MAX / 200 + 1)
  })
})
