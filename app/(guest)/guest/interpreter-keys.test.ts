import { expect, test } from 'vitest'

import { interpreterKey } from './interpreter-keys'

const NO_MODIFIER = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }

test.each([
  ['KeyM', {}, 'toggle'],
  ['Space', {}, 'toggle'],
  ['KeyK', {}, 'cough'],
  ['KeyK', { isButton: true }, 'cough'],
  ['Space', { isButton: true }, null],
  ['KeyM', { isText: true }, null],
  ['Space', { isText: true }, null],
  ['KeyM', { ctrlKey: true }, null],
  ['KeyA', {}, null],
  ['KeyM', { areLettersOn: false }, null],
  ['KeyK', { areLettersOn: false }, null],
  ['Space', { areLettersOn: false }, 'toggle'],
] as const)('%s with %o does %s', (code, where, expected) => {
  const { ctrlKey = false, ...place } = { ...where } as { ctrlKey?: boolean }
  const usual = { isText: false, isButton: false, areLettersOn: true }
  expect(interpreterKey({ code, ...NO_MODIFIER, ctrlKey }, { ...usual, ...place })).toBe(expected)
})
