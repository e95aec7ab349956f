import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { makeClosers } from '@/tests/support/closers'
import { startDelayingProxy, type DelayingProxy } from '@/tests/support/delaying-proxy'
import { beginLesson } from '@/tests/support/people'
import { readFigures, runPhoneCheck } from '@/tests/support/phone-check'
import { findFreeMediaPort } from '@/tests/support/ports'
import { startSystem, type System } from '@/tests/support/system'

import { enterWatched, expectToHearAndSeeTheCommunicator, pathOf } from './watched-participant'

const LOSS_PERCENT = 10
const ONE_WAY_MS = 40

const { add, kept, closeAll } = makeClosers()

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
    add(
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
    const measure = async () => {
      await page.goto(`${system.url}/check`)
      const outcomes = await runPhoneCheck(page, () => page.locator('main button.button-main').click())
      expect(outcomes).toMatchObject({ udp: 'weak', turn: 'skipped' })
      return readFigures(page, 'udp')
    }
    // A machine too busy to send a picture has only audio to tell by, whose losses are mended before they are counted.
    let [roundTripMs = 0, lossUp = 0, lossDown = 0] = await measure()
    if (lossUp === 0 || lossDown === 0) [roundTripMs = 0, lossUp = 0, lossDown = 0] = await measure()
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
