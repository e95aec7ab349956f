import type { Browser } from 'playwright-core'

import { launchChromium } from './chromium'
import { beginLesson, type Visit } from './people'
import { startSystem, type System } from './system'

export type Cast = {
  system: System
  browsers: Record<'hub' | 'classroom' | 'home', Browser>
  /** Ends it all: browsers first, then the system. */
  close: () => Promise<void>
}

/**
 * A running system and a browser with its own known camera and microphone for the hub, a classroom and a home.
 * `isHomeWhole` is for pages at home that are closed: the shell ends them without the farewell of a closed window.
 */
export async function gatherCast({ isHomeWhole = false } = {}): Promise<Cast> {
  const [system, hub, classroom, home] = await Promise.all([
    startSystem(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'classroom', isKiosk: true }),
    launchChromium({ sender: 'home', isWhole: isHomeWhole }),
  ])
  const browsers = { hub, classroom, home }
  return {
    system,
    browsers,
    close: async () => {
      await Promise.all(Object.values(browsers).map((browser) => browser.close()))
      await system.stop()
    },
  }
}

/** The cast with the lesson begun by the communicator. */
export async function gatherInLesson(options: { isHomeWhole?: boolean } = {}): Promise<Cast & { hub: Visit }> {
  const cast = await gatherCast(options)
  return { ...cast, hub: await beginLesson(cast.browsers.hub, cast.system) }
}
