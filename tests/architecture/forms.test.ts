import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** Sent before the scripts are there, a form without a way of its own puts every field into the address. */
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

test.each(forms)('%s posts what is typed, with scripts or without', (_, form) => {
  expect(form).toMatch(IS_POSTED)
})

test('a form without a way is seen', () => {
  const [planted] = '<form onSubmit={(event) => void submit(event)} className="x">'.match(FORM) ?? []
  expect(planted).toContain('className')
  expect(planted).not.toMatch(IS_POSTED)
})
