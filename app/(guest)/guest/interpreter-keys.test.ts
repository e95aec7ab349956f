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
] as const)('%s with %o does %s', (code, where, expected) => {
  const { isText = false, isButton = false, ...held } = { ...where } as { isText?: boolean; isButton?: boolean }
  expect(interpreterKey({ code, ...NO_MODIFIER, ...held }, { isText, isButton })).toBe(expected)
})
