import type { Browser, Page } from 'playwright-core'

import { openLink } from './people'
import type { System } from './system'

const PRE_JOIN_MS = 2_000

/** From the tap to the first audio and the first frame, as the page itself marks them. */
export type JoinTimes = { voiceMs: number; frameMs: number; steps: string }

export async function readJoinTimes(page: Page): Promise<JoinTimes> {
  const isJoined = () =>
    ['samsal:first-voice', 'samsal:first-frame'].every((name) => performance.getEntriesByName(name).length > 0)
  await page.waitForFunction(isJoined).catch(async (error: unknown) => {
    throw new Error(`no voice or no picture came; what the page shows and marked: ${await describe(page)}`, {
      cause: error,
    })
  })
  return page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN
    const marks = performance.getEntriesByType('mark').filter((mark) => mark.name.startsWith('samsal:'))
    return {
      voiceMs: at('samsal:first-voice') - at('samsal:tap'),
      frameMs: at('samsal:first-frame') - at('samsal:tap'),
      steps: marks.map((mark) => `${mark.name.slice(7)} ${mark.startTime.toFixed(0)}`).join(', '),
    }
  })
}

async function describe(page: Page): Promise<string> {
  return page.evaluate(() => {
    const marks = performance.getEntriesByType('mark').map((mark) => `${mark.name} ${mark.startTime.toFixed(0)}`)
    const media = [...document.querySelectorAll('audio, video')].map(
      (element) => `${element.tagName} ${element instanceof HTMLMediaElement ? element.readyState : ''}`,
    )
    return [document.body.innerText, ...media, ...marks].join('; ')
  })
}

/** The participant waits on the page before the lesson for two seconds, then taps. */
export async function joinFromPreJoin(browser: Browser, system: System): Promise<JoinTimes> {
  const { page, close } = await openLink(browser, system.linkOf('Saba Exempel'))
  await page.locator('button[data-ready=true]').waitFor()
  await page.waitForTimeout(PRE_JOIN_MS)
  await page.locator('button[data-ready=true]').evaluate((button: HTMLButtonElement) => button.click())
  const times = await readJoinTimes(page)
  await close()
  return times
}

/** The link leads straight in, while the page itself still loads. */
export async function joinStraightIn(browser: Browser, system: System): Promise<JoinTimes> {
  const { page, close } = await openLink(browser, system.linkOf('Saba Exempel').replace('/p#', '/p?in#'))
  const times = await readJoinTimes(page)
  await close()
  return times
}

/** A page that is ready but has no connection: another window replaced it, and one tap takes the lesson back. */
export async function joinFromNothing(browser: Browser, system: System): Promise<JoinTimes> {
  const first = await openLink(browser, system.linkOf('Saba Exempel'))
  await first.page.locator('button[data-ready=true]').click()
  await first.page.locator('video[data-picture-of=communicator]').waitFor()
  const second = await openLink(browser, system.linkOf('Saba Exempel'))
  await second.page.locator('button[data-ready=true]').waitFor()
  await first.page.locator('main button').waitFor()
  await second.close()
  await first.page.waitForTimeout(PRE_JOIN_MS)
  await first.page.locator('main button').evaluate((button: HTMLButtonElement) => button.click())
  const times = await readJoinTimes(first.page)
  await first.close()
  return times
}
