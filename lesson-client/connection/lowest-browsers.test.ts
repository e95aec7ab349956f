import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { detectDevice } from 'mediasoup-client'
import { expect, test } from 'vitest'

const README = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64'
const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

/** The README's sentence about the lowest browsers, with its versions. */
const [, safari, chrome, firefoxMedia] =
  /Safari and iOS (\d+)\.\d, Chrome (\d+) and Firefox \d+ \(picture and sound from (\d+)/.exec(README) ?? []

test.each([
  ['Chrome', `${WINDOWS}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chrome}.0.0.0 Safari/537.36`],
  ['Firefox', `${WINDOWS}; rv:${firefoxMedia}.0) Gecko/20100101 Firefox/${firefoxMedia}.0`],
  ['Safari', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${APPLE} Version/${safari}.4 Safari/605.1.15`],
  [
    'iOS',
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${safari}_4 like Mac OS X) ${APPLE} Version/${safari}.4 Mobile/15E148 Safari/604.1`,
  ],
  [
    'an app on iOS',
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${safari}_4 like Mac OS X) ${APPLE} Mobile/15E148 [FBAN/MessengerForiOS]`,
  ],
])('picture and sound are there in the lowest version that the README names: %s', (_, userAgent) => {
  expect(userAgent).not.toContain('undefined')
  expect(detectDevice(userAgent)).toBeDefined()
})

test('and in no lower Firefox, as it says', () => {
  const lower = Number(firefoxMedia) - 1
  expect(detectDevice(`${WINDOWS}; rv:${lower}.0) Gecko/20100101 Firefox/${lower}.0`)).toBeUndefined()
})
