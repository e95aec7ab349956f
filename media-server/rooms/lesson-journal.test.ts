import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

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
const live = { phase: 'live' as const, liveAtMs: 1_795_000_000_000, floor: ['person:1'] }

test('a lesson that was live is live after a new start, with its floor', async () => {
  const lessonId = randomUUID()
  await (await LessonJournal.open(folder)).save(lessonId, live)
  expect((await LessonJournal.open(folder)).find(lessonId)).toMatchObject(live)
})

test('a folder that was never used knows of no lesson', async () => {
  const journal = await LessonJournal.open(path.join(folder, 'new', 'folder'))
  expect(journal.find(randomUUID())).toBeUndefined()
})

test('saves that come together end with the last one', async () => {
  const lessonId = randomUUID()
  const journal = await LessonJournal.open(folder)
  const floors = Array.from({ length: 20 }, (_, index) => [`person:${index}`])
  await Promise.all(floors.map((floor) => journal.save(lessonId, { ...live, floor })))
  expect((await LessonJournal.open(folder)).find(lessonId)?.floor).toEqual(['person:19'])
  expect(await readdir(folder)).toEqual(['lessons.json'])
})

test('a half-written new file beside the journal changes nothing', async () => {
  const lessonId = randomUUID()
  const journal = await LessonJournal.open(folder)
  await journal.save(lessonId, live)
  await writeFile(`${file()}.new`, '{"torn')
  const again = await LessonJournal.open(folder)
  expect(again.find(lessonId)).toMatchObject(live)
  await again.save(lessonId, { ...live, phase: 'ended' })
  expect((await LessonJournal.open(folder)).find(lessonId)?.phase).toBe('ended')
})

test('lessons of the day before yesterday are forgotten', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T08:00:00.000Z'), toFake: ['Date'] })
  const [old, fresh] = [randomUUID(), randomUUID()]
  const journal = await LessonJournal.open(folder)
  await journal.save(old, live)
  vi.setSystemTime(Date.parse('2026-11-22T08:00:00.001Z'))
  await journal.save(fresh, live)
  const again = await LessonJournal.open(folder)
  expect(again.find(old)).toBeUndefined()
  expect(again.find(fresh)).toMatchObject(live)
})

test('only its owner can read it, and it holds no names', async () => {
  await (await LessonJournal.open(folder)).save(randomUUID(), live)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  const [record] = Object.values(JSON.parse(await readFile(file(), 'utf8')) as Record<string, object>)
  expect(Object.keys(record ?? {}).toSorted()).toEqual(['changedAtMs', 'floor', 'liveAtMs', 'phase'])
})
