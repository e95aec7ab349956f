import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { LessonJournal } from './lesson-journal'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-journal-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

const file = () => path.join(folder, 'lessons.json')
const silent = pino({ level: 'silent' })
const live = { phase: 'live' as const, liveAtMs: 1_795_000_000_000, floor: ['person:1'] }

test('a lesson that was live is live after a new start, with its floor', async () => {
  const lessonId = randomUUID()
  await (await LessonJournal.open(folder, silent)).save(lessonId, live)
  expect((await LessonJournal.open(folder, silent)).find(lessonId)).toMatchObject(live)
})

test('a folder that was never used knows of no lesson', async () => {
  const journal = await LessonJournal.open(path.join(folder, 'new', 'folder'), silent)
  expect(journal.find(randomUUID())).toBeUndefined()
})

test('saves that come together end with the last one', async () => {
  const lessonId = randomUUID()
  const journal = await LessonJournal.open(folder, silent)
  const floors = Array.from({ length: 20 }, (_, index) => [`person:${index}`])
  await Promise.all(floors.map((floor) => journal.save(lessonId, { ...live, floor })))
  expect((await LessonJournal.open(folder, silent)).find(lessonId)?.floor).toEqual(['person:19'])
  expect(await readdir(folder)).toEqual(['lessons.json'])
})

test('a half-written new file beside the journal changes nothing', async () => {
  const lessonId = randomUUID()
  const journal = await LessonJournal.open(folder, silent)
  await journal.save(lessonId, live)
  await writeFile(`${file()}.new`, '{"torn')
  const again = await LessonJournal.open(folder, silent)
  expect(again.find(lessonId)).toMatchObject(live)
  await again.save(lessonId, { ...live, phase: 'ended' })
  expect((await LessonJournal.open(folder, silent)).find(lessonId)?.phase).toBe('ended')
})

test.each([
  ['torn', '{"torn'],
  ['empty', ''],
  ['of another shape', '{"a":{"phase":"sleeping"}}'],
])('a journal that is %s is set aside, and the lessons can be begun again', async (_, content) => {
  const lines: string[] = []
  await writeFile(file(), content)
  const journal = await LessonJournal.open(folder, pino({}, { write: (line: string) => void lines.push(line) }))
  expect(journal.find('a')).toBeUndefined()
  expect(await readFile(`${file()}.damaged`, 'utf8')).toBe(content)
  expect(lines.join('')).toContain('journal-damaged')
  const lessonId = randomUUID()
  await journal.save(lessonId, live)
  expect((await LessonJournal.open(folder, silent)).find(lessonId)).toMatchObject(live)
})

test('lessons of the day before yesterday are forgotten', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T08:00:00.000Z'), toFake: ['Date'] })
  const [old, fresh] = [randomUUID(), randomUUID()]
  const journal = await LessonJournal.open(folder, silent)
  await journal.save(old, live)
  vi.setSystemTime(Date.parse('2026-11-22T08:00:00.001Z'))
  await journal.save(fresh, live)
  const again = await LessonJournal.open(folder, silent)
  expect(again.find(old)).toBeUndefined()
  expect(again.find(fresh)).toMatchObject(live)
})

test('only its owner can read it, and it holds no names', async () => {
  await (await LessonJournal.open(folder, silent)).save(randomUUID(), live)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  const [record] = Object.values(JSON.parse(await readFile(file(), 'utf8')) as Record<string, object>)
  expect(Object.keys(record ?? {}).toSorted()).toEqual(['changedAtMs', 'floor', 'liveAtMs', 'phase'])
})
