import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import ti from '@/locales/participant/ti/lesson.json'
import type { Timeline } from '@/domain/recordings/timeline'
import { checkAccessible } from '@/tests/support/check-accessible'
import { gatherInLesson, type Cast } from '@/tests/support/cast'
import { enterFromHome, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { decodeRecording } from '@/tests/support/recorded'
import { waitUntil } from '@/tests/support/system'
import { forwardShare } from '@/tests/support/watch-media'

type Row = {
  id: string
  lesson_id: string
  duration_ms: number
  bytes: string
  timeline: Timeline
  retain_until: string
  erased_at: Date | null
}

let cast: Cast
let hub: Visit
let home: Visit
let folder: string

beforeAll(async () => {
  process.env.RECORDING_MIN_FREE_MB = '1'
  const inLesson = await gatherInLesson()
  cast = inLesson
  hub = inLesson.hub
  folder = path.join(String(cast.system.environment.DATA_DIR), 'media', 'recordings')
  // A separate disk, small enough to be filled.
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60m,mode=0700', 'tmpfs', folder])
  const lessonId = hub.page.url().split('/').at(-1) ?? ''
  await addSlides(hub.page, lessonId)
  await hub.page.getByRole('button', { name: 'Visa ett dokument' }).click()
  await hub.page.getByRole('button', { name: 'Visa', exact: true }).first().click()
  home = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(async () => {
  execFileSync('umount', ['-l', folder])
  delete process.env.RECORDING_MIN_FREE_MB
  await cast.close()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const segments = () =>
  readdirSync(folder, { recursive: true })
    .filter((name) => /\d+\.mkv$/.test(String(name)))
    .map(String)
const recordings = () => cast.system.query<Row>('select *, retain_until::text from recordings order by started_at')

async function startRecording(): Promise<void> {
  await hub.page.locator('[data-control=record]').click()
  await hub.page.getByText('Bara din röst, din bild och presentationen spelas in.').waitFor()
  await hub.page.getByRole('button', { name: 'Ja, spela in' }).click()
  await hub.page.getByText('Inspelning pågår').waitFor()
}

const newest = () => Math.max(0, ...segments().map((name) => Number.parseInt(path.basename(name), 10)))

/** Waits until a segment after `number` grows. */
async function growsBehind(number: number): Promise<void> {
  await waitUntil(() => {
    const name = segments().find((each) => path.basename(each) === `${newest()}.mkv`)
    return name !== undefined && newest() > number && statSync(path.join(folder, name)).size > 20_000
  }, 20_000)
}

/** A material of two slides, made in the communicator's own page. */
async function addSlides(page: Page, lessonId: string): Promise<void> {
  await page.evaluate(async (id) => {
    const post = async (address: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(address, { method: 'POST', body: JSON.stringify(body), headers })).json()
    }
    const begun = (await post('/api/materials', { lessonId: id, name: 'Två sidor', slideCount: 2 })) as {
      data: { materialId: string }
    }
    for (const number of [1, 2]) {
      const form = new FormData()
      for (const [name, width] of [
        ['small', 640],
        ['large', 1_600],
      ] as const) {
        const canvas = new OffscreenCanvas(width, (width * 9) / 16)
        const context = canvas.getContext('2d')
        if (context) context.fillStyle = number === 1 ? 'teal' : 'gold'
        context?.fillRect(0, 0, width, width)
        form.append(name, await canvas.convertToBlob({ type: 'image/webp' }))
      }
      form.append('text', `Sida ${number}`)
      const address = `/api/materials/${begun.data.materialId}/slides/${number}`
      const saved = await fetch(address, { method: 'PUT', body: form })
      if (!saved.ok) throw new Error(await saved.text())
    }
    await post(`/api/materials/${begun.data.materialId}/complete`, {})
  }, lessonId)
  await comeBack(page)
}

async function comeBack(page: Page): Promise<void> {
  await page.reload()
  await page.locator('button[data-ready=true]').click()
}

describe('a lesson is recorded', () => {
  test('nothing is recorded before an explicit start, which everybody sees and hears', async () => {
    expect(readdirSync(folder)).toEqual([])
    await startRecording()
    await home.page.getByText(ti.recording.notice).waitFor()
    await expect.poll(() => home.page.locator('html').getAttribute('data-recording-sound')).toBe('660')
    await expect.poll(() => hub.page.locator('html').getAttribute('data-recording-sound')).toBe('660')
    await takePicture(hub.page, 'cockpit-recording')
    await growsBehind(0)
    await pause(3_000)
    await hub.page.keyboard.press('PageDown')
    await pause(3_000)
  })

  test('a killed ffmpeg is reported immediately, and recording continues', async () => {
    const before = newest()
    cast.system.kill(`/${before}.mkv`)
    await hub.page.getByText('Inspelningen stannade.').waitFor({ timeout: 15_000 })
    await growsBehind(before)
    await hub.page.getByText('Inspelningen stannade.').waitFor({ state: 'detached', timeout: 30_000 })
    await expect.poll(() => hub.page.getByText('Inspelning pågår').isVisible()).toBe(true)
  })

  test('a killed worker, a killed media server and a reload are further segments of the same recording', async () => {
    let before = newest()
    cast.system.kill('mediasoup-worker')
    await growsBehind(before)
    await pause(2_000)
    before = newest()
    cast.system.kill('media-server.mjs')
    await growsBehind(before)
    await pause(2_000)
    expect(cast.system.isRunning(`/${before}.mkv`)).toBe(false)
    before = newest()
    await comeBack(hub.page)
    await growsBehind(before)
    await pause(3_000)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('the result is one file, with the voice and the picture of the communicator and of nobody else', async () => {
    await hub.page.locator('[data-control=record]').click()
    await hub.page.getByRole('button', { name: 'Stoppa inspelningen' }).click()
    await waitUntil(async () => (await recordings()).length === 1, 60_000)
    const [row] = await recordings()
    if (!row) throw new Error('no recording')
    const file = path.join(folder, row.id, 'recording.webm')
    const recorded = await decodeRecording(file)
    console.log(
      `recorded ${row.duration_ms} ms in ${row.bytes} bytes, ${row.timeline.segments.length} segments; heard ${JSON.stringify(recorded.heard)}; ${recorded.numbers.length} frames, ${Math.round(forwardShare(recorded.numbers) * 100)} % forward, ${recorded.foreign} foreign`,
    )
    console.log(JSON.stringify(row.timeline.segments))
    expect(Number(row.bytes)).toBe(statSync(file).size)
    expect(Math.abs(recorded.durationSeconds - row.duration_ms / 1_000)).toBeLessThan(0.5)
    expect(recorded.heard.hub).toBeGreaterThan(0.6)
    expect(recorded.heard.classroom).toBeLessThan(0.02)
    expect(recorded.heard.home).toBeLessThan(0.02)
    expect(recorded.foreign).toBe(0)
    expect(recorded.numbers.length).toBeGreaterThan(60)
    expect(forwardShare(recorded.numbers)).toBeGreaterThan(0.9)
    expect(row.timeline.segments.length).toBeGreaterThanOrEqual(5)
    expect(statSync(path.join(folder, row.id)).mode & 0o777).toBe(0o700)
    expect(cast.system.isRunning('ffmpeg')).toBe(false)
  })
})

describe('a recording is watched', () => {
  test('by the communicator and by those who were enrolled, and by nobody else', async () => {
    const [row] = await recordings()
    const url = `${cast.system.url}/recordings/${row?.id}`
    const watch = await hub.page.context().newPage()
    await watch.goto(url)
    await watch.locator('video[data-recording]').waitFor()
    await waitUntil(() => watch.evaluate(() => (document.querySelector('video')?.duration ?? 0) > 10), 10_000)
    const duration = await watch.evaluate(() => document.querySelector('video')?.duration)
    expect(Math.abs((duration ?? 0) - Number(row?.duration_ms) / 1_000)).toBeLessThan(0.5)
    await watch.locator('[data-page="1"][data-state=shown]').waitFor()
    await watch.getByRole('button', { name: 'Sida 2 av 2' }).click()
    await watch.locator('[data-page="2"][data-state=shown]').waitFor()
    await watch.evaluate(() => document.querySelector('video')?.pause())
    await takePicture(watch, 'recording-played')
    await checkAccessible(watch)
    const atHome = await home.page.context().newPage()
    await atHome.goto(url)
    await atHome.locator('video[data-recording]').waitFor()
    const stranger = await cast.browsers.home.newContext()
    const page = await stranger.newPage()
    expect((await page.goto(url))?.status()).toBe(404)
    await stranger.close()
    expect(await atHome.getByRole('button', { name: /Ta bort|Delete|ሰርዝ/ }).count()).toBe(0)
    await atHome.goto(`${cast.system.url}/recordings`)
    await atHome.locator(`a[href="/recordings/${row?.id}"]`).click()
    await atHome.waitForURL(url)
    await takePicture(atHome, 'recording-phone-ti')
    await checkAccessible(atHome)
    await atHome.close()
    await watch.close()
  })

  test('only with a token from the app', async () => {
    const [row] = await recordings()
    const address = `http://localhost:${cast.system.mediaPort}/recordings/${row?.id}`
    expect((await fetch(address)).status).toBe(403)
    expect((await fetch(`${address}?token=eyJhbGciOiJub25lIn0.e30.`)).status).toBe(403)
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(403)
    const watch = await hub.page.context().newPage()
    await watch.goto(`${cast.system.url}/recordings/${row?.id}`)
    const given = await watch.locator('video[data-recording]').getAttribute('src')
    const piece = await fetch(String(given), { headers: { range: 'bytes=0-99' } })
    expect(piece.status).toBe(206)
    expect((await piece.arrayBuffer()).byteLength).toBe(100)
    expect((await fetch(String(given), { method: 'DELETE' })).status).toBe(403)
    await watch.close()
  })

  test('deleting deletes every byte', async () => {
    const [row] = await recordings()
    const watch = await hub.page.context().newPage()
    await watch.goto(`${cast.system.url}/recordings/${row?.id}`)
    await watch.getByRole('button', { name: 'Ta bort inspelningen' }).click()
    await watch.getByRole('button', { name: 'Ja, ta bort' }).click()
    await watch.waitForURL('**/office/lessons/**')
    expect((await watch.goto(`${cast.system.url}/recordings/${row?.id}`))?.status()).toBe(404)
    await waitUntil(() => !existsSync(path.join(folder, String(row?.id))), 15_000)
    await waitUntil(async () => (await recordings())[0]?.erased_at !== null, 10_000)
    const audit = await cast.system.query<{ action: string }>(
      `select action from audit_entries where action like 'recording.%' order by id`,
    )
    expect(audit.map((one) => one.action)).toEqual(['recording.made', 'recording.deleted', 'recording.erased'])
  })
})

describe('a lesson is not recorded', () => {
  test('on a full disk: the cockpit says so immediately, and what was recorded is kept', async () => {
    await startRecording()
    await growsBehind(0)
    await pause(4_000)
    const filler = path.join(folder, 'filler')
    try {
      writeFileSync(filler, Buffer.alloc(80_000_000))
    } catch {
      // The disk is full now, as intended.
    }
    await hub.page.getByText('Disken är full.').waitFor({ timeout: 15_000 })
    await waitUntil(() => !cast.system.isRunning('.mkv'), 15_000)
    rmSync(filler)
    await hub.page.locator('[data-control=record]').click()
    await hub.page.getByRole('button', { name: 'Stoppa inspelningen' }).click()
    await waitUntil(async () => (await recordings()).length === 2, 60_000)
    const row = (await recordings())[1]
    console.log(`full disk: ${row?.duration_ms} ms are kept`)
    expect(Number(row?.duration_ms)).toBeGreaterThan(3_000)
  })

  test('with a protected person: it ends when they enter, and cannot be started', async () => {
    await startRecording()
    const protect = (isProtected: boolean) =>
      cast.system.query(`update persons set protected_identity = ${isProtected} where display_name like 'Saba%'`)
    await protect(true)
    await comeBack(home.page)
    await hub.page.getByText('Inspelning pågår').waitFor({ state: 'detached' })
    await hub.page.locator('[data-control=record]').click()
    await hub.page.getByRole('button', { name: 'Ja, spela in' }).click()
    await hub.page.getByText('Lektionen får inte spelas in.').waitFor()
    await comeBack(hub.page)
    await hub.page.locator('[data-control=record]').click()
    await hub.page.getByText('Kan inte spelas in').waitFor()
    await expect.poll(() => hub.page.getByText('Inspelning är avstängd för den här lektionen.').isVisible()).toBe(true)
    await protect(false)
  })

  test('where the municipality does not allow it', async () => {
    await cast.system.query(`update municipalities set recording_allowed = false`)
    await comeBack(hub.page)
    await hub.page.locator('[data-control=record]').click()
    await hub.page.getByText('Kan inte spelas in').waitFor()
    await expect
      .poll(() => hub.page.getByText('Kommunen tillåter inte att lektioner spelas in.').isVisible())
      .toBe(true)
  })
})
