/** The window of another application in which a link was opened, and the browser that the device has besides. */
export type InAppBrowser = { app: InApp | 'unknown'; system: 'android' | 'ios' }

/** Messenger before Facebook, whose marks it carries too. */
const APPS = {
  messenger: /FBAN\/Messenger|Orca-Android|FB_IAB\/Orca/i,
  instagram: /Instagram/i,
  facebook: /FBAN|FBAV|FB_IAB/i,
  tiktok: /musical_ly|BytedanceWebview|TikTok|trill_/i,
  snapchat: /Snapchat/i,
  line: /\bLine\//i,
  wechat: /MicroMessenger/i,
  whatsapp: /WhatsApp/i,
  telegram: /Telegram/i,
  /** Also the window of Gmail on an iPhone. */
  google: /\bGSA\/|\bGmail\//i,
} as const
type InApp = keyof typeof APPS

const ANDROID_WINDOW = /; wv\)/
const APPLE = /iPhone|iPad|iPod/
/** Every browser of an iPhone says so, and no window of an application does by itself. */
const APPLE_BROWSER = /Safari\//

/** The application that a link was opened in, by what its window calls itself; null in a browser. */
export function findInAppBrowser(userAgent: string): InAppBrowser | null {
  const system = APPLE.test(userAgent) ? 'ios' : /Android/.test(userAgent) ? 'android' : null
  if (!system) return null
  const app = (Object.keys(APPS) as InApp[]).find((name) => APPS[name].test(userAgent))
  if (app) return { app, system }
  const isWindow = system === 'android' ? ANDROID_WINDOW.test(userAgent) : !APPLE_BROWSER.test(userAgent)
  return isWindow ? { app: 'unknown', system } : null
}

/**
 * What asks Android to open a page in the browser of the device. What follows the `#` of the page stays in it: Android
 * looks for the last one. Nothing of it is sent over a network.
 */
export function androidIntentFor({ protocol, host, pathname, search, hash }: URL): string {
  return `intent://${host}${pathname}${search}${hash}#Intent;scheme=${protocol.slice(0, -1)};action=android.intent.action.VIEW;end`
}
