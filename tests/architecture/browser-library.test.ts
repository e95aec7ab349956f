import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/**
 * Calls that our lowest browsers do not have and `app/polyfills.ts` does not add; Safari has them from 17.4 on. Where
 * they fail into a catch nobody notices: a search that never finds anybody.
 */
const MISSING = /\bAbortSignal\.any\b|\bURL\.parse\b|\bIntl\.DurationFormat\b|\bscheduler\.(yield|postTask)\b/
const sources = listSources().filter(
  (file) => /^(app|lesson-client|protocol|domain)\//.test(file) && !file.includes('.test.'),
)

test('no page calls what the lowest browsers lack', () => {
  const found = sources.filter((file) => MISSING.test(readFileSync(path.join(ROOT, file), 'utf8')))
  expect(sources.length).toBeGreaterThan(400)
  expect(found).toEqual([])
  expect('signal: AbortSignal.any([one, other])').toMatch(MISSING)
})
