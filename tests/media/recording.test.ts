import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type LessonPermission, PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { join, startMediaServer, type TestServer } from '@/tests/support/media-server'

let media: TestServer

beforeAll(async () => {
  media = await startMediaServer()
})
afterAll(() => media.close())

const RECORDS: LessonPermission[] = [...PERMISSIONS_BY_ROLE.communicator, 'recording.run']
const refused = (code: string) => ({ ok: false, error: { code } })

async function teach(permissions: LessonPermission[] = RECORDS) {
  const lessonId = randomUUID()
  const { client } = await join(media, { role: 'communicator', lessonId, permissions })
  await client.ask('lesson:start', {})
  return { lessonId, client }
}

test('a communicator without the permission records nothing', async () => {
  const { client } = await teach([...PERMISSIONS_BY_ROLE.communicator])
  expect(await client.ask('recording:start', {})).toEqual(refused('lesson.not-allowed'))
  expect(await client.ask('recording:stop', {})).toEqual(refused('lesson.not-allowed'))
  client.close()
})

test('nothing is recorded before the lesson is live, or with an unknown field', async () => {
  const { client } = await join(media, { role: 'communicator', lessonId: randomUUID(), permissions: RECORDS })
  expect(await client.ask('recording:start', {})).toEqual(refused('lesson.not-live'))
  expect(await client.ask('recording:start', { of: 'everybody' })).toEqual(refused('lesson.message-malformed'))
  client.close()
})

test('everybody sees when recording begins and ends', async () => {
  const { lessonId, client } = await teach()
  const { client: home } = await join(media, { role: 'participant', lessonId })
  expect(await client.ask('recording:start', {})).toMatchObject({ ok: true })
  await home.next('live:changed', ({ changes }) => changes.recording?.problem === null)
  expect(await client.ask('recording:stop', {})).toMatchObject({ ok: true })
  await home.next('live:changed', ({ changes }) => changes.recording === null)
  home.close()
  client.close()
})

test('the end of the lesson is the end of its recording', async () => {
  const { lessonId, client } = await teach()
  const { client: home } = await join(media, { role: 'participant', lessonId })
  await client.ask('recording:start', {})
  await client.ask('lesson:end', {})
  const { changes: ended } = await home.next('live:changed', ({ changes }) => changes.recording === null)
  expect(ended.lesson?.phase).toBe('ended')
  home.close()
  client.close()
})

test('while somebody is there who forbids recording, it cannot be started; when they enter, it ends', async () => {
  const { lessonId, client } = await teach()
  await client.ask('recording:start', {})
  const { client: home, welcome } = await join(media, { role: 'participant', lessonId, forbidsRecording: true })
  expect(welcome.live.recording).toBeNull()
  await client.next('live:changed', ({ changes }) => changes.recording === null)
  expect(await client.ask('recording:start', {})).toEqual(refused('lesson.recording-forbidden'))
  home.close()
  client.close()
})

test('a recording without any media is not stored or reported', async () => {
  expect(media.records).toEqual([])
})
