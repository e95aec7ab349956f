import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { holdConnections } from '@/tests/support/connections'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { makeRestlessPicture, makeSpeech } from '@/tests/support/make-speech'
import { chooseMode, openCockpit, openLink, type Visit } from '@/tests/support/people'
import { startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

import { expectKept, keepFigure, keepTable, median, repeat, type Figure } from './figures'

const LISTEN_MS = 20_000
/** The first seconds, in which a page adapts to its network, are not counted. */
const SETTLE_MS = 10_000
/** A phone's network path to the media server across the country. */
const ONE_WAY_MS = 25
const LINES = [
  { name: '2 %', percent: 2, burst: 1 },
  { name: '10 %', percent: 10, burst: 1 },
  { name: '20 %', percent: 20, burst: 1 },
  { name: '10 % in bursts of five', percent: 10, burst: 5 },
]

let system: System
let line: DelayingProxy
let hubBrowser: Browser
let homeBrowser: Browser

beforeAll(async () => {
  const [speech, picture] = await Promise.all([makeSpeech(), makeRestlessPicture()])
  const more = [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${speech}`,
    `--use-file-for-fake-video-capture=${picture}`,
  ]
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: null, more }),
    launchChromium({ sender: null }),
  ])
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

/** Neither retransmission nor redundancy of audio, nor a longer jitter buffer: a browser's defaults. */
async function withoutMeasures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const strip = (sdp: string) =>
      sdp
        .split(/(?=^m=)/m)
        .map((part) =>
          part.startsWith('m=audio')
            ? part.replaceAll(/^a=rtcp-fb:\d+ nack\r\n/gm, '').replaceAll(/;?useinbandfec=1/g, '')
            : part,
        )
        .join('')
    Object.defineProperty(RTCRtpReceiver.prototype, 'jitterBufferTarget', { writable: true })
    const prototype = RTCPeerConnection.prototype
    for (const name of ['setLocalDescription', 'setRemoteDescription'] as const) {
      const original = prototype[name] as (description?: RTCSessionDescriptionInit) => Promise<void>
      prototype[name] = function replaced(this: RTCPeerConnection, description?: RTCSessionDescriptionInit) {
        const sdp = description?.sdp
        return original.call(this, sdp === undefined ? description : ({ ...description, sdp: strip(sdp) } as never))
      } as never
    }
  })
}

async function openHub(hasMeasures: boolean): Promise<Visit> {
  const hub = await openCockpit(hubBrowser, system)
  if (!hasMeasures) await withoutMeasures(hub.page)
  await hub.page.reload()
  await hub.page.locator('video[data-picture-of=self]').waitFor()
  await hub.page.locator('button[data-ready=true]').click()
  await hub.page.locator('footer').waitFor()
  return hub
}

async function openHome(hasMeasures: boolean): Promise<Visit> {
  const home = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await holdConnections(home.page)
  if (!hasMeasures) await withoutMeasures(home.page)
  await home.page.reload()
  await chooseMode(home.page, 'everything')
  await home.page.locator('button[data-ready=true]').click()
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  return home
}

type Counted = { samples: number; concealed: number; freezeSeconds: number; repeated: number }

function count(page: Page): Promise<Counted> {
  return page.evaluate(async () => {
    const counted = { samples: 0, concealed: 0, freezeSeconds: 0, repeated: 0 }
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    for (const connection of heldConnections.filter((one) => one.connectionState !== 'closed')) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp') continue
        if (entry.kind === 'video') counted.freezeSeconds += Number(entry.totalFreezesDuration ?? 0)
        else {
          counted.samples += Number(entry.totalSamplesReceived ?? 0)
          // Samples concealed during silence are no loss.
          counted.concealed += Number(entry.concealedSamples ?? 0) - Number(entry.silentConcealedSamples ?? 0)
          counted.repeated += Number(entry.retransmittedPacketsReceived ?? 0)
        }
      }
    }
    return counted
  })
}

/** Shares of the time in which audio was concealed, and in which the picture was frozen. */
async function listenOn(page: Page): Promise<{ voice: number; freeze: number; repeated: number }> {
  await page.waitForTimeout(SETTLE_MS)
  const before = await count(page)
  await page.waitForTimeout(LISTEN_MS)
  const after = await count(page)
  return {
    voice: (after.concealed - before.concealed) / Math.max(1, after.samples - before.samples),
    freeze: Math.max(0, after.freezeSeconds - before.freezeSeconds) / (LISTEN_MS / 1_000),
    repeated: after.repeated - before.repeated,
  }
}

type Heard = Awaited<ReturnType<typeof listenOn>>

test('what is left of a voice on a network that loses packets', async () => {
  line.oneWayMs = ONE_WAY_MS
  const heard = new Map<string, Heard[]>()
  await repeat(async () => {
    for (const hasMeasures of [true, false]) {
      const hub = await openHub(hasMeasures)
      for (const { name, percent, burst } of LINES) {
        // A new page for each network, so that it has not adapted to another one.
        const home = await openHome(hasMeasures)
        line.lossPercent = percent
        line.lossBurst = burst
        const key = `${name}/${hasMeasures}`
        heard.set(key, [...(heard.get(key) ?? []), await listenOn(home.page)])
        line.lossPercent = 0
        await home.close()
      }
      await hub.close()
    }
  })
  const of = (name: string, hasMeasures: boolean) => heard.get(`${name}/${hasMeasures}`) ?? []
  const show = (all: Heard[], pick: (one: Heard) => number) =>
    all.map((one) => `${(pick(one) * 100).toFixed(1)} %`).join(', ')
  await keepTable({
    ...{ key: 'loss', title: 'Voice and picture on a line that loses packets' },
    head: [
      'lost, each way',
      'voice lost, with our measures',
      'voice lost, without',
      'picture stood, with',
      'picture stood, without',
    ],
    rows: LINES.map(({ name }) => [
      name,
      show(of(name, true), (one) => one.voice),
      show(of(name, false), (one) => one.voice),
      show(of(name, true), (one) => one.freeze),
      show(of(name, false), (one) => one.freeze),
    ]),
    note: `Speech in real Chromium, both ways through a line of ${2 * ONE_WAY_MS} ms; ${LISTEN_MS / 1_000} s each, after ${SETTLE_MS / 1_000} s to get used to the line. The hub and the phone are both behind it, so everything is lost twice. Voice lost is what the receiver had to make up while somebody spoke. Without: the same pages with repetition (NACK) and redundancy (FEC) of voices taken out of their descriptions, and without our longer wait; what the page does with the picture is the same in both. A picture that the page gave up for the voice's sake does not stand.`,
  })
  const wanted = [
    { key: 'voiceLostShareAt10PercentLoss', name: '10 %', atMost: 0.02 },
    { key: 'voiceLostShareAt20PercentLoss', name: '20 %', atMost: 0.06 },
  ]
  const figures = wanted.map(({ key, name, atMost }): Figure => {
    const without = median(of(name, false).map((one) => one.voice))
    return {
      ...{ key, what: `share of a voice that is lost at ${name} random loss each way`, unit: 'share' },
      values: of(name, true).map((one) => one.voice),
      beside: `${without.toFixed(3)} without repetition and redundancy, in the same run`,
      promise: { atMost },
      limit:
        'both the sender and the receiver are behind the line, so it is lost twice; what is lost again when it is repeated, or comes too late, is made up',
    }
  })
  for (const figure of figures) await keepFigure(figure)
  for (const figure of figures) expectKept(figure)
  for (const { name } of wanted) {
    const [withMeasures, without] = [true, false].map((has) => median(of(name, has).map((one) => one.voice)))
    expect(withMeasures).toBeLessThan(without ?? 0)
  }
})
