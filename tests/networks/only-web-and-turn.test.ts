import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { makeClosers } from '@/tests/support/closers'
import { beginLesson } from '@/tests/support/people'
import { runPhoneCheck } from '@/tests/support/phone-check'
import { findFreePort } from '@/tests/support/ports'
import { startSystem, type System } from '@/tests/support/system'
import { makeTurnCertificate } from '@/tests/support/turn-certificate'
import { makeWalledHost, type WalledHost } from '@/tests/support/walled-host'

import { enterWatched, expectToHearAndSeeTheCommunicator, pathOf } from './watched-participant'

const { add, kept, closeAll } = makeClosers()

describe('a firewall that allows only the web and TURN over TLS', () => {
  let system: System
  let walled: WalledHost
  let certificate: ReturnType<typeof makeTurnCertificate>

  beforeAll(async () => {
    walled = makeWalledHost()
    add(walled.remove)
    certificate = makeTurnCertificate(walled.address)
    add(certificate.remove)
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
    add(() => system.stop())
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
