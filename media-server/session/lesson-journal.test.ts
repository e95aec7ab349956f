import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { type LiveState, NEW_LIVE_STATE } from '@/domain/live-lesson/state'
import { LessonJournal } from './lesson-journal'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-journal-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

const silent = pino({ level: 'silent' })
const open = () => LessonJournal.open(folder, silent)
const file = (lessonId: string) => path.join(folder, 'lessons', `${lessonId}.json`)
const lesson = { ...NEW_LIVE_STATE.lesson, phase: 'live' as const, liveAtMs: 1_795_000_000_000 }
const live: LiveState = { ...NEW_LIVE_STATE, seq: 7, lesson, floor: ['A'.repeat(16)] }

test('a lesson that was live is live after a restart, in the same state', async () => {
  const lessonId = randomUUID()
  await (await open()).save(lessonId, live)
  const again = await open()
  expect(again.find(lessonId)).toEqual(live)
  expect(again.live).toEqual([lessonId])
})

test('an unused folder has no lessons', async () => {
  const journal = await LessonJournal.open(path.join(folder, 'new', 'folder'), silent)
  expect(journal.find(randomUUID())).toBeUndefined()
  expect(journal.live).toEqual([])
})

test('a lesson from the single file of an earlier version is still live, and no newer one is overwritten', async () => {
  const [live, waiting, known] = [randomUUID(), randomUUID(), randomUUID()]
  const now = Date.now()
  await (await open()).save(known, { ...NEW_LIVE_STATE, seq: 7, lesson })
  const of = (phase: string, liveAtMs: number | null) => ({ phase, liveAtMs, floor: ['person:1'], changedAtMs: now })
  const earlier = path.join(folder, 'lessons.json')
  await writeFile(
    earlier,
    JSON.stringify({ [live]: of('live', now - 60_000), [waiting]: of('waiting', null), [known]: of('ended', now) }),
  )
  const journal = await open()
  expect(journal.find(live)?.lesson).toMatchObject({ phase: 'live', liveAtMs: now - 60_000 })
  expect(journal.find(waiting)?.lesson.phase).toBe('waiting')
  expect(journal.find(known)).toMatchObject({ seq: 7, lesson: { phase: 'live' } })
  expect(journal.live.toSorted()).toEqual([live, known].toSorted())
  await writeFile(earlier, '{"x"')
  expect((await open()).live).toHaveLength(2)
  expect((await readdir(folder)).toSorted()).toEqual(['lessons', 'lessons.json.damaged', 'lessons.json.taken-over'])
})

test('concurrent saves end with the last one, and each is on disk when it resolves', async () => {
  const lessonId = randomUUID()
  const journal = await open()
  const saves = Array.from({ length: 50 }, (_, index) => journal.save(lessonId, { ...live, seq: index + 1 }))
  await saves[0]
  expect((await open()).find(lessonId)?.seq).toBeGreaterThanOrEqual(1)
  await Promise.all(saves)
  expect((await open()).find(lessonId)?.seq).toBe(50)
})

test('earlier saves are awaited', async () => {
  const lessonId = randomUUID()
  const journal = await open()
  void journal.save(lessonId, live)
  void journal.save(lessonId, { ...live, seq: 8 })
  await journal.whenIdle(lessonId)
  expect((await open()).find(lessonId)?.seq).toBe(8)
})

test('a damaged lesson is set aside, and the others are unchanged', async () => {
  const [whole, torn] = [randomUUID(), randomUUID()]
  await (await open()).save(whole, live)
  await writeFile(file(torn), '{"changedAtMs": 17')
  const again = await open()
  expect(again.find(whole)).toEqual(live)
  expect(again.find(torn)).toBeUndefined()
  expect(await readdir(path.join(folder, 'lessons'))).toContain(`${torn}.json.damaged`)
})

test('a lesson written by another release continues, with the slices that both know', async () => {
  const lessonId = randomUUID()
  await (await open()).save(lessonId, { ...live, removed: ['B'.repeat(16)] })
  const written = JSON.parse(await readFile(file(lessonId), 'utf8'))
  const { recording: _, ...older } = written.state
  const state = { ...older, slide: { page: 'one' }, appearsLater: true }
  await writeFile(file(lessonId), JSON.stringify({ ...written, state }))
  const again = await open()
  expect(again.find(lessonId)).toEqual({ ...live, removed: ['B'.repeat(16)] })
  expect(again.live).toEqual([lessonId])
})

test('a lesson of yesterday is deleted', async () => {
  const lessonId = randomUUID()
  vi.useFakeTimers({ toFake: ['Date'] })
  await (await open()).save(lessonId, live)
  vi.setSystemTime(Date.now() + 25 * 3_600_000)
  expect((await open()).find(lessonId)).toBeUndefined()
  expect(await readdir(path.join(folder, 'lessons'))).toEqual([])
})

test('nobody else can read what is said in a lesson', async () => {
  const lessonId = randomUUID()
  await (await open()).save(lessonId, live)
  expect((await stat(file(lessonId))).mode & 0o077).toBe(0)
  expect(await readFile(file(lessonId), 'utf8')).toContain('"phase":"live"')
})

test('a disk that cannot be written fails the save, and only then', async () => {
  const lessonId = randomUUID()
  const journal = await open()
  await rm(path.join(folder, 'lessons'), { recursive: true })
  await expect(journal.save(lessonId, live)).rejects.toThrow('ENOENT')
  await LessonJournal.open(folder, silent)
  await journal.save(lessonId, live)
  expect((await open()).find(lessonId)).toEqual(live)
})
