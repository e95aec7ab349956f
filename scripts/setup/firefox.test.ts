import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const SCRIPT = `import { ensureFirefox } from '${fileURLToPath(new URL('firefox.mjs', import.meta.url))}'; await ensureFirefox()`

function ensureWith(path: string) {
  const env = { ...process.env, FIREFOX_BIN: path }
  return spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { env, encoding: 'utf8' })
}

test('without a Firefox the set-up goes on, and says in one line which tests fail and what to do', () => {
  const { status, stdout, stderr } = ensureWith('/nowhere/firefox')
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 0, stdout: '', lines: 1 })
  expect(stderr).toMatch(/There is no \/nowhere\/firefox: the tests with Firefox fail\..* FIREFOX_BIN/)
})

test('with one it says nothing', () => {
  expect(ensureWith(process.execPath)).toMatchObject({ status: 0, stdout: '', stderr: '' })
})
