import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { mediaEvent, type MediaEvent } from '@/protocol/media-events'

import { Outbox } from './outbox'

let folder: string
let opened: Outbox[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-outbox-'))
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map((outbox) => outbox.close()))
  await rm(folder, { recursive: true, force: true })
})

const file = () => path.join(folder, 'outbox.jsonl')
const cursor = () => path.join(folder, 'outbox.cursor')

async function open(): Promise<Outbox> {
  const outbox = await Outbox.open(folder)
  opened.push(outbox)
  return outbox
}

function makeFact(): MediaEvent {
  return {
    factId: randomUUID(),
    lessonId: randomUUID(),
    kind: 'seen',
    subject: { kind: 'person', id: randomUUID() },
    peerId: randomUUID(),
    at: '2026-11-21T08:30:00.000Z',
  }
}

const makeFacts = (number: number): MediaEvent[] => Array.from({ length: number }, makeFact)
const idsOf = (facts: readonly unknown[]) => facts.map((fact) => mediaEvent.parse(fact).factId)

/** Everything that waits, confirmed batch by batch. */
async function drain(outbox: Outbox, max: number): Promise<unknown[]> {
  const all: unknown[] = []
  for (;;) {
    const { facts, position } = await outbox.next(max)
    if (facts.length === 0) return all
    all.push(...facts)
    await outbox.confirm(position)
  }
}

test('an appended fact is in the file', async () => {
  const outbox = await open()
  const fact = makeFact()
  await outbox.append(fact)
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(fact)
})

test('facts appended together keep their order', async () => {
  const outbox = await open()
  const facts = makeFacts(200)
  const told: string[] = []
  await Promise.all(facts.map((fact) => outbox.append(fact).then(() => told.push(fact.factId))))
  expect(told).toEqual(idsOf(facts))
  expect(idsOf(await drain(outbox, 64))).toEqual(idsOf(facts))
})

test('facts appended while others are being written come after them', async () => {
  const outbox = await open()
  const facts = makeFacts(3)
  const first = outbox.append(facts[0] as MediaEvent)
  await Promise.resolve()
  const later = facts.slice(1).map((fact) => outbox.append(fact))
  await Promise.all([first, ...later])
  expect(idsOf((await outbox.next(10)).facts)).toEqual(idsOf(facts))
})

test('unconfirmed facts are sent again after a crash', async () => {
  const before = await open()
  const facts = makeFacts(5)
  for (const fact of facts) await before.append(fact)
  const { position } = await before.next(2)
  await before.confirm(position)
  await before.next(2)
  const after = await open()
  expect(idsOf((await after.next(10)).facts)).toEqual(idsOf(facts.slice(2)))
})

test('an incomplete last line is cut off, and the next fact follows the complete ones', async () => {
  const before = await open()
  const facts = makeFacts(2)
  for (const fact of facts) await before.append(fact)
  await appendFile(file(), '{"factId":"0a')
  const after = await open()
  const next = makeFact()
  await after.append(next)
  expect(idsOf((await after.next(10)).facts)).toEqual(idsOf([...facts, next]))
})

test('a file with only an incomplete line is empty', async () => {
  await writeFile(file(), '{"factId"')
  const outbox = await open()
  expect((await outbox.next(10)).facts).toEqual([])
  expect((await stat(file())).size).toBe(0)
})

test.each([
  ['points behind the end', '999999'],
  ['is not a number', 'nonsense'],
  ['is negative', '-7'],
  ['is empty', ''],
])('a cursor that %s never hides a fact that is appended later', async (_, content) => {
  await writeFile(cursor(), content)
  const outbox = await open()
  const fact = makeFact()
  await outbox.append(fact)
  expect(idsOf((await outbox.next(10)).facts)).toEqual([fact.factId])
})

test('a lost cursor resends everything', async () => {
  const before = await open()
  const facts = makeFacts(3)
  for (const fact of facts) await before.append(fact)
  await drain(before, 10)
  await rm(cursor())
  const after = await open()
  expect(idsOf((await after.next(10)).facts)).toEqual(idsOf(facts))
})

test('a large file is truncated once everything in it is delivered, and not before', async () => {
  const outbox = await open()
  const facts = makeFacts(4_000)
  await Promise.all(facts.map((fact) => outbox.append(fact)))
  const full = (await stat(file())).size
  expect(full).toBeGreaterThan(1_000_000)
  const first = await outbox.next(500)
  await outbox.confirm(first.position)
  expect((await stat(file())).size).toBe(full)
  expect(idsOf(await drain(outbox, 500))).toEqual(idsOf(facts.slice(500)))
  expect((await stat(file())).size).toBe(0)
  const next = makeFact()
  await outbox.append(next)
  expect(idsOf((await outbox.next(10)).facts)).toEqual([next.factId])
})

test('facts appended during a truncation are not lost', async () => {
  const outbox = await open()
  await Promise.all(makeFacts(4_000).map((fact) => outbox.append(fact)))
  const { position } = await outbox.next(4_000)
  const truncated = outbox.confirm(position)
  const late = makeFacts(3)
  await Promise.all([truncated, ...late.map((fact) => outbox.append(fact))])
  expect(idsOf((await outbox.next(10)).facts)).toEqual(idsOf(late))
})

test('a failed truncation does not block later facts for ever', async () => {
  const outbox = await open()
  await Promise.all(makeFacts(4_000).map((fact) => outbox.append(fact)))
  const { position } = await outbox.next(4_000)
  await mkdir(`${cursor()}.new`)
  await expect(outbox.confirm(position)).rejects.toThrow('EISDIR')
  await rm(`${cursor()}.new`, { recursive: true })
  const late = makeFact()
  await outbox.append(late)
  expect(idsOf(await drain(outbox, 500))).toContain(late.factId)
})

test('only its owner can read the outbox', async () => {
  const outbox = await open()
  await outbox.append(makeFact())
  await outbox.confirm((await outbox.next(1)).position)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect((await stat(cursor())).mode & 0o777).toBe(0o600)
})

test('closing waits for pending writes, and closing twice is closing once', async () => {
  const outbox = await open()
  const told = outbox.append(makeFact())
  await outbox.close()
  await told
  await outbox.close()
  expect((await readFile(file(), 'utf8')).trim().split('\n')).toHaveLength(1)
})

test('it knows how much waits and since when, also after a restart', async () => {
  const outbox = await open()
  expect(outbox.depth).toBe(0)
  expect(await outbox.oldestAtMs()).toBeNull()
  for (const fact of makeFacts(3)) await outbox.append(fact)
  await outbox.confirm((await outbox.next(1)).position)
  expect(outbox.depth).toBe(2)
  const after = await open()
  expect(after.depth).toBe(2)
  expect(await after.oldestAtMs()).toBe(Date.parse('2026-11-21T08:30:00.000Z'))
  await drain(after, 10)
  expect(after.depth).toBe(0)
})

test.each([
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
  ['zeros, as a disk leaves them that lost its power', Buffer.alloc(4_096)],
  ['more of them than are read at once', Buffer.alloc(5 * 1024 * 1024, 0xff)],
  ['half a fact', Buffer.from('{"factId":"')],
  ['two facts that run into each other', Buffer.from(`${JSON.stringify(makeFact())}${JSON.stringify(makeFact())}`)],
  ['an empty line', Buffer.alloc(0)],
])('%s in the middle is sent as it is, and every fact after it arrives', async (_, damage) => {
  const before = await open()
  const facts = makeFacts(4)
  for (const fact of facts.slice(0, 2)) await before.append(fact)
  await before.close()
  await appendFile(file(), Buffer.concat([damage, Buffer.from('\n')]))
  const after = await open()
  for (const fact of facts.slice(2)) await after.append(fact)
  const batch = await after.next(10)
  const all = batch.facts.length === 5 ? batch.facts : await drain(after, 10)
  expect(all).toHaveLength(5)
  expect(idsOf(all.filter((fact) => mediaEvent.safeParse(fact).success))).toEqual(idsOf(facts))
  expect(JSON.stringify(all[2]).length).toBeLessThan(4_000)
  expect(after.depth).toBe(batch.facts.length === 5 ? 5 : 0)
})

test('a hundred thousand waiting facts arrive, each once, in order', async () => {
  const facts = makeFacts(100_000)
  await writeFile(file(), facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''))
  const outbox = await open()
  expect(outbox.depth).toBe(100_000)
  expect((await drain(outbox, 500)).map((fact) => (fact as MediaEvent).factId)).toEqual(
    facts.map((fact) => fact.factId),
  )
  expect(outbox.depth).toBe(0)
}, 60_000)
