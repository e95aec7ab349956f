import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'

import { chromiumPath, chromiumShellPath } from '@/scripts/setup/chromium.mjs'

import { makeFakeMedia, type Sender } from './fake-media'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-features=CalculateNativeWinOcclusion',
]

type LaunchOptions = {
  /** Whose fake camera and microphone it has; none means a machine without any. */
  sender: Sender | null
  /** Grants camera and microphone without showing the browser's dialogue. */
  isAllowed?: boolean
  /** The complete browser in place of its shell, whose pages close without `pagehide`. */
  isWhole?: boolean
  /** A kiosk's browser plays sound without a user gesture. */
  isKiosk?: boolean
  /** A program that runs Chromium, in place of Chromium itself. */
  program?: string
  /** Additional arguments. */
  more?: string[]
}

/**
 * How long anything on a page is waited for. Two lessons run beside each other on two cores: a wait that ends when the
 * thing is there costs nothing, and one that ends too early is a failure that is no fault.
 */
const PATIENCE_MS = 90_000

/** A real Chromium with a known camera and microphone. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  return withDefaults(await chromium.launch(await launchOptions(options)), options)
}

/** Every context waits long; in the shell, it is also granted what a browser with a window grants unasked. */
function withDefaults(browser: Browser, launch: LaunchOptions): Browser {
  const newContext = browser.newContext.bind(browser)
  const granted = isShell(launch) ? ['screen-wake-lock', 'camera', 'microphone'] : []
  browser.newContext = async (options) => {
    const permissions = [...granted, ...(options?.permissions ?? [])]
    const context = await newContext({ ...options, ...(permissions.length > 0 && { permissions }) })
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  return browser
}

/** One that can be killed like a phone with an empty battery: the complete browser, whose processes end with it. */
export async function launchMortalChromium(mortal: LaunchOptions): Promise<{ browser: Browser; kill: () => void }> {
  const options = { ...mortal, isWhole: true }
  const server = await chromium.launchServer(await launchOptions(options))
  const browser = withDefaults(await chromium.connect(server.wsEndpoint()), options)
  return { browser, kill: () => void server.process().kill('SIGKILL') }
}

/** The shell cannot ask, and a wrapping program names the complete browser itself. */
function isShell({ isAllowed = true, isWhole = false, program }: LaunchOptions): boolean {
  return isAllowed && !isWhole && program === undefined
}

async function launchOptions(options: LaunchOptions) {
  const { sender, isAllowed = true, isKiosk = false, program, more = [] } = options
  const extra: string[] = [...more]
  if (sender) {
    const { videoPath, audioPath } = await makeFakeMedia(sender)
    extra.push(
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${videoPath}`,
      `--use-file-for-fake-audio-capture=${audioPath}`,
    )
  }
  if (isAllowed) extra.push('--use-fake-ui-for-media-stream')
  extra.push(`--autoplay-policy=${isKiosk ? 'no-user-gesture-required' : 'document-user-activation-required'}`)
  const installed = isShell(options) ? chromiumShellPath() : chromiumPath()
  return { executablePath: program ?? installed, args: [...ARGUMENTS, ...extra] }
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
export const SCREEN: BrowserContextOptions = { viewport: { width: 1_920, height: 1_080 } }
export const LAPTOP: BrowserContextOptions = { viewport: { width: 1_366, height: 820 } }

/** A page that collects its console's errors. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // A resource that failed is named by its address alone.
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`.trim())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}
