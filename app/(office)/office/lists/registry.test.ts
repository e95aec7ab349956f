import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import office from '@/locales/office/sv/office.json'

import { LISTS } from './registry'

const OFFICE = new URL('..', import.meta.url)

test('every described list can be exported, and has a name in the audit', () => {
  const files = readdirSync(OFFICE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const described = files.flatMap((file) =>
    [...readFileSync(new URL(file, OFFICE), 'utf8').matchAll(/= describeList\(\{\s+name: '([\w-]+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  )
  expect(described.length).toBeGreaterThanOrEqual(9)
  expect([...LISTS.keys()].toSorted()).toEqual(described.toSorted())
  expect(Object.keys(office.listNames).toSorted()).toEqual(described.toSorted())
})
