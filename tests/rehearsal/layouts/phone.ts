import { expect, test } from 'vitest'

import type { Gallery, Size } from './gallery'

const LANDSCAPE: readonly Size[] = [
  [640, 300],
  [667, 331],
  [740, 330],
  [740, 360],
  [844, 390],
  [915, 412],
]

export function testPhone(gallery: () => Gallery): void {
  test.each(LANDSCAPE)('held sideways at %i x %i the page takes the height', async (width, height) => {
    await gallery().show({ surface: 'phone', state: 'slide', size: [width, height] })
    const page = await gallery().region('page')
    expect(page.height).toBeGreaterThanOrEqual(height * 0.97)
  })
}
