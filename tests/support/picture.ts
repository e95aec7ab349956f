import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('../../.artifacts/pictures', import.meta.url))

/** Saves a screenshot for people to look at; git does not track it. */
export async function takePicture(page: Page, name: string, options: { isWhole?: boolean } = {}): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), fullPage: options.isWhole ?? false })
}
