import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core'

import { firefoxPath, missingFirefox } from '@/scripts/setup/firefox.mjs'
import { SENDERS, type Sender } from './fake-media'
import { startSoundServer } from './sound-server'
import { waitUntil } from './system'
import type { Watchable } from './watch-media'

/** A page of Firefox, the same for what looks into pages, and what it logged as an error. */
export type FirefoxVisit = { page: Page; view: Watchable; complaints: string[]; close: () => Promise<void> }

type LaunchOptions = {
  /** Whose first tone its microphone plays, without a pause. Its camera is Firefox's own, the same for everybody. */
  sender: Sender
  /** Without one, no sound output ever starts. */
  hasSoundCard?: boolean
}

/** @returns settings of a Firefox with a known camera and microphone. */
function settingsFor(sender: Sender): Record<string, boolean | number | string> {
  return {
    'media.navigator.streams.fake': true,
    'media.navigator.audio.fake_frequency': SENDERS[sender].tonesHz[0],
    'media.navigator.permission.disabled': true,
    // Behind a proxy of this machine the server sees it come from a loopback address, which it otherwise does not believe.
    'media.peerconnection.ice.loopback': true,
    // Otherwise its own address is a name that is asked for over multicast.
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'intl.accept_languages': 'sv-SE, sv',
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  }
}

export type Firefox = {
  browser: Browser
  /** Ends it with every process that it has started. @throws if one is left. */
  close: () => Promise<void>
}

/** Debian's Firefox, over WebDriver BiDi. @throws with the sentence of the set-up where there is none. */
export async function launchFirefox({ sender, hasSoundCard = true }: LaunchOptions): Promise<Firefox> {
  const missing = missingFirefox()
  if (missing !== null) throw new Error(missing)
  const sound = hasSoundCard ? await startSoundServer() : null
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: firefoxPath(),
      headless: true,
      env: { ...process.env, ...(sound?.environment ?? { PULSE_SERVER: 'unix:/nowhere' }) },
      extraPrefsFirefox: settingsFor(sender),
    })
    const close = async () => {
      await closeWhole(browser)
      await sound?.close()
    }
    return { browser, close }
  } catch (error) {
    await sound?.close()
    throw error
  }
}

const CLOSE_MS = 10_000

/** Its processes share the process group of the first. */
async function closeWhole(browser: Browser): Promise<void> {
  const pid = browser.process()?.pid
  await browser.close()
  if (pid === undefined) return
  try {
    await waitUntil(() => !isGroupThere(pid), CLOSE_MS)
  } catch (cause) {
    process.kill(-pid, 'SIGKILL')
    throw new Error(`Firefox was closed and has left processes in group ${pid}`, { cause })
  }
}

function isGroupThere(pid: number): boolean {
  try {
    return process.kill(-pid, 0)
  } catch {
    return false
  }
}

type OpenOptions = { width: number; height: number }
export const FIREFOX_PHONE: OpenOptions = { width: 360, height: 740 }
export const FIREFOX_LAPTOP: OpenOptions = { width: 1_366, height: 820 }

/** A page with cookies of its own. */
export async function openInFirefox({ browser }: Firefox, url: string, size: OpenOptions): Promise<FirefoxVisit> {
  const context: BrowserContext = await browser.createBrowserContext()
  const page = await context.newPage()
  page.setDefaultTimeout(90_000)
  await page.setViewport(size)
  await page.evaluateOnNewDocument(holdConnections)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error instanceof Error ? error.message : String(error)))
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  return { page, view: asWatchable(page), complaints, close: () => context.close() }
}

/** The driver's own type also unpacks handles to elements, of which what looks into pages gives none. */
function asWatchable(page: Page): Watchable {
  return { evaluate: (look, given) => page.evaluate(look as never, given) }
}

/** Runs in the page: keeps the connections that it makes. */
function holdConnections(): void {
  const heldConnections: RTCPeerConnection[] = []
  Object.assign(window, { heldConnections })
  window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct: (Original, [configuration]: [RTCConfiguration]) => {
      const connection = new Original(configuration)
      heldConnections.push(connection)
      return connection
    },
  })
}

export type Decoded = { frames: number; voiceEnergy: number; voiceSeconds: number }

/** What the page has decoded so far, over all connections that are open. */
export function readDecoded(page: Page): Promise<Decoded> {
  return page.evaluate(async () => {
    const decoded = { frames: 0, voiceEnergy: 0, voiceSeconds: 0 }
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    for (const connection of heldConnections.filter((one) => one.connectionState !== 'closed')) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp') continue
        decoded.frames += Number(entry.framesDecoded ?? 0)
        decoded.voiceEnergy += Number(entry.totalAudioEnergy ?? 0)
        decoded.voiceSeconds += Number(entry.totalSamplesDuration ?? 0)
      }
    }
    return decoded
  })
}

/** Clicks as a person does: when it is there, seen and no longer moving. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).click()
}
