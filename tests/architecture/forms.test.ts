import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** Submitted before the scripts have loaded, a form without a method would put every field into the address. */
const FORM = /<form\b[^>]*?(?:=>[^>]*?)*>/g
const IS_POSTED = /\bmethod="post"|\baction=\{/

const forms = listSources()
  .filter((path) => path.startsWith('app/') && path.endsWith('.tsx'))
  .flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(FORM)].map((match) => [path, match[0]] as const),
  )

test('there are forms to look at', () => {
  expect(forms.length).toBeGreaterThanOrEqual(12)
})

test.each(forms)('%s posts its fields, with and without scripts', (_, form) => {
  expect(form).toMatch(IS_POSTED)
})

test('a form without a method is detected', () => {
  const [planted] = '<form onSubmit={(event) => void submit(event)} className="x">'.match(FORM) ?? []
  expect(planted).toContain('className')
  expect(planted).not.toMatch(IS_POSTED)
})
