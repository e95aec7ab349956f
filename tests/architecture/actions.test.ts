import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const sources = listSources().filter((file) => file.startsWith('app/') && !file.includes('.test.'))

/** An action inside a function takes variables of that function with it, which Next encrypts with the key of the build. */
const INSIDE = /^[ \t]+['"]use server['"]/m

test('no action is inside a function: the key of action ids is no secret', () => {
  expect(sources.filter((file) => INSIDE.test(read(file)))).toEqual([])
  expect("async function save() {\n  'use server'\n}").toMatch(INSIDE)
})

/** Awaited directly, an action that an update has removed ends the page or says something else. */
const DIRECTLY =
  /(?<!callAction\(\(\) => )\b(?!runAction\b)\w+Action\([^)]*\)\s*\.catch|await (?!callAction\b|runAction\b|decodeAction\b)\w+Action\(/
const clients = sources.filter((file) => read(file).startsWith("'use client'"))

test('pages call actions through callAction, which knows a page that an update has overtaken', () => {
  expect(clients.filter((file) => read(file).includes('callAction(')).length).toBeGreaterThanOrEqual(4)
  expect(clients.filter((file) => DIRECTLY.test(read(file)))).toEqual([])
  expect('const sign = await lookAtCodeAction(code)').toMatch(DIRECTLY)
  expect('const one = await callAction(() => lookAtCodeAction(code))').not.toMatch(DIRECTLY)
})
