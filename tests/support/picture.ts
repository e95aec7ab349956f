import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('../../.artifacts/pictures', import.meta.url))

type Options = { isWhole?: boolean }

/** Encoding them takes a tenth of the time of tests with pages, so they are taken on request. */
const arePicturesWanted = process.env.SAMSAL_PICTURES === 'on'

/** Takes a screenshot for people to look at, when SAMSAL_PICTURES is on. */
export async function takePicture(page: Page, name: string, options: Options = {}): Promise<void> {
  if (arePicturesWanted) await savePicture(page, name, options)
}

/** Saves a screenshot in any case; git does not track it. */
export async function savePicture(page: Page, name: string, { isWhole = false }: Options = {}): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), fullPage: isWhole })
}
