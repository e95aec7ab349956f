import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { launchChromium, openPage, PHONE } from '@/tests/support/chromium'
import { startDelayingProxy, type DelayingProxy } from '@/tests/support/delaying-proxy'
import { beginLesson } from '@/tests/support/people'
import { readFigures, runPhoneCheck } from '@/tests/support/phone-check'
import { keepConnections, readPaths } from '@/tests/support/selected-paths'
import { findFreeMediaPort, findFreePort } from '@/tests/support/ports'
import { startSystem, waitUntil, type System } from '@/tests/support/system'
import { makeTurnCertificate } from '@/tests/support/turn-certificate'
import { makeWalledHost, type WalledHost } from '@/tests/support/walled-host'
import { forwardShare, listen, watchPicture } from '@/tests/support/watch-media'

const WATCHED_MS = 4_000
const PATH_MS = 30_000
const LOSS_PERCENT = 10
const ONE_WAY_MS = 40

const closing: (() => Promise<void> | void)[] = []
/** In reverse order of opening. */
async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close()
}

function kept<T extends { close: () => Promise<unknown> }>(opened: T): T {
  closing.push(async () => void (await opened.close()))
  return opened
}

/** A participant in the lesson, whose connections can be asked for their path. */
async function enterWatched(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = kept(await browser.newContext({ ...PHONE, ...options }))
  await keepConnections(context)
  const { page } = await openPage(context)
  await page.goto(link)
  await page.locator('button[data-ready=true]').click()
  return page
}

async function pathOf(page: Page) {
  await waitUntil(async () => (await readPaths(page)).length > 0, PATH_MS)
  return (await readPaths(page))[0]
}

async function expectToHearAndSeeTheCommunicator(page: Page): Promise<void> {
  await page.locator('video[data-picture-of=communicator]').waitFor()
  const seen = await watchPicture(page, 'communicator', { sender: 'hub', ms: WATCHED_MS })
  expect(seen.numbers.length).toBeGreaterThan(5)
  expect(forwardShare(seen.numbers)).toBeGreaterThan(0.8)
  expect((await listen(page, WATCHED_MS / 2)).hub).toBeGreaterThan(0.2)
}

describe('a firewall that blocks UDP', () => {
  /** A separate loopback address, for which UDP can be blocked. */
  const ADDRESS = '127.0.0.3'
  let system: System
  let proxy: DelayingProxy

  beforeAll(async () => {
    const rtcPort = await findFreeMediaPort()
    const line = {
      listenAddress: ADDRESS,
      tcp: [{ from: rtcPort, to: rtcPort }],
      udp: [{ from: rtcPort, to: rtcPort }],
    }
    ;[system, proxy] = await Promise.all([
      startSystem({ RTC_PORT: String(rtcPort), RTC_LISTEN_ADDRESS: '127.0.0.1', RTC_ANNOUNCED_ADDRESS: ADDRESS }),
      startDelayingProxy(line),
    ])
    closing.push(
      () => system.stop(),
      () => proxy.close(),
    )
    proxy.isUdpOpen = false
    await beginLesson(kept(await launchChromium({ sender: 'hub' })), system)
  })
  afterAll(closeAll)

  test('a participant hears and sees the communicator over TCP', async () => {
    const home = kept(await launchChromium({ sender: 'home' }))
    const page = await enterWatched(home, system.linkOf('Saba Exempel'))
    await expectToHearAndSeeTheCommunicator(page)
    expect(await pathOf(page)).toEqual({ type: 'prflx', protocol: 'tcp', relayProtocol: undefined })
  })

  test('a check reports loss and delay of a network with poor UDP', async () => {
    Object.assign(proxy, { isUdpOpen: true, lossPercent: LOSS_PERCENT, oneWayMs: ONE_WAY_MS })
    const home = kept(await launchChromium({ sender: 'home' }))
    const page = await enterWatched(home, system.linkOf('Mehret Testdotter'))
    await page.goto(`${system.url}/check`)
    const outcomes = await runPhoneCheck(page, () => page.locator('main button.button-main').click())
    expect(outcomes).toMatchObject({ udp: 'weak', turn: 'skipped' })
    const [roundTripMs = 0, lossUp = 0, lossDown = 0] = await readFigures(page, 'udp')
    expect(roundTripMs).toBeGreaterThan(2 * ONE_WAY_MS - 5)
    expect(roundTripMs).toBeLessThan(2 * ONE_WAY_MS + 80)
    // Out of about five hundred packets in six seconds: the tolerance for chance, two and a half standard deviations
    // either way.
    for (const loss of [lossUp, lossDown]) {
      expect(loss).toBeGreaterThan(LOSS_PERCENT / 4)
      expect(loss).toBeLessThan(LOSS_PERCENT * 2.5)
    }
  })
})

describe('a firewall that allows only the web and TURN over TLS', () => {
  let system: System
  let walled: WalledHost
  let certificate: ReturnType<typeof makeTurnCertificate>

  beforeAll(async () => {
    walled = makeWalledHost()
    closing.push(walled.remove)
    certificate = makeTurnCertificate(walled.address)
    closing.push(certificate.remove)
    system = await startSystem({
      RTC_LISTEN_ADDRESS: walled.hiddenAddress,
      RTC_ANNOUNCED_ADDRESS: walled.hiddenAddress,
      TURN_PORT: String(await findFreePort()),
      TURN_HOST: walled.address,
      TURN_LISTEN_ADDRESS: walled.address,
      TURN_CERT: certificate.certificateFile,
      TURN_KEY: certificate.keyFile,
      TURN_ALLOCATIONS: '20',
    })
    closing.push(() => system.stop())
    await beginLesson(kept(await launchChromium({ sender: 'hub' })), system)
  })
  afterAll(closeAll)

  test('a participant hears and sees the communicator over TURN with TLS, and a check reports which path is open', async () => {
    const origin = `http://${walled.address}:${system.port}`
    const home = kept(
      await launchChromium({
        sender: 'home',
        program: walled.program,
        more: [certificate.trustArgument, `--unsafely-treat-insecure-origin-as-secure=${origin}`],
      }),
    )
    const link = system.linkOf('Saba Exempel').replace(`http://localhost:${system.port}`, origin)
    const page = await enterWatched(home, link)
    await expectToHearAndSeeTheCommunicator(page)
    expect(await pathOf(page)).toEqual({ type: 'relay', protocol: 'udp', relayProtocol: 'tls' })

    await page.goto(`${origin}/check`)
    const outcomes = await runPhoneCheck(page, () => page.locator('main button.button-main').click())
    expect(outcomes).toMatchObject({ camera: 'good', microphone: 'good', udp: 'failed', tcp: 'failed' })
    expect(['good', 'weak']).toContain(outcomes.turn)
  })
})
