import type { BrowserContextOptions } from 'playwright-core'

import { expect } from 'vitest'

import { checkAccessible, checkReadableFromAfar, checkTouchTargets } from '@/tests/support/check-accessible'
import { gatherCast, type Cast } from '@/tests/support/cast'
import { openCockpit, openLink, pairScreen, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'

/** Every page of one lesson, all in one language; the second phone is the narrowest there is. */
export type States = {
  cast: Cast
  cockpit: Visit
  screen: Visit
  host: Visit
  phone: Visit
  narrow: Visit
  /** Saves a screenshot of a page in this state, and checks that it can be read, reached and touched. */
  look: (surface: Surface, state: string) => Promise<void>
}
type Surface = 'cockpit' | 'screen' | 'host' | 'phone' | 'narrow'

const NARROW: BrowserContextOptions = { viewport: { width: 320, height: 640 } }

/** Opens them all before the lesson begins: the communicator at the device check, everybody else waiting for them. */
export async function openStates(language: string): Promise<States> {
  const cast = await gatherCast()
  const { browsers, system } = cast
  await system.query(`update staff set language = '${language}'`)
  await system.query(`update groups set language = '${language}'`)
  await system.query(
    `update persons set ui_language = '${language}' where display_name in ('Saba Exempel', 'Mehret Testdotter')`,
  )
  const { screen, host } = await pairScreen([browsers.classroom, browsers.home], system)
  const phone = await openLink(browsers.home, system.linkOf('Saba Exempel'))
  const narrow = await openLink(browsers.home, system.linkOf('Mehret Testdotter'), NARROW)
  const cockpit = await openCockpit(browsers.hub, system)
  await host.page.goto(`${system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await host.page.locator('[data-situation]').waitFor()
  const visits = { cockpit, screen, host, phone, narrow }
  for (const { page } of Object.values(visits)) {
    await page.context().addCookies([{ name: 'samsal-language', value: language, url: system.url }])
    await page.reload()
    await page.locator(`[lang=${language}]`).first().waitFor()
  }
  for (const { page } of [cockpit, phone, narrow]) await page.locator('button[data-ready=true]').waitFor()
  const look = async (surface: Surface, state: string) => {
    const { page } = visits[surface]
    const name = `state-${surface}-${state}-${language}`
    await takePicture(page, name, { isWhole: surface === 'host' })
    // A missing text shows its key.
    expect(await page.locator('body').innerText()).not.toMatch(/\b(situation|device|over|live|errors|common)[.:][a-z]/)
    await checkAccessible(page, name)
    if (surface === 'screen') await checkReadableFromAfar(page, name)
    else await checkTouchTargets(page, name)
  }
  return { cast, ...visits, look }
}
