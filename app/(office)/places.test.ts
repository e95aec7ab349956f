import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { PLACE_GROUPS } from './places'

const OFFICE = new URL('office/', import.meta.url)

test('every independent page of the office can be found', () => {
  const pages = readdirSync(OFFICE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.includes('['))
    .map((file) => `/office/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\/$/, ''))
  const found = PLACE_GROUPS.flatMap((group) => group.places.map((place) => place.path))
  expect(found.length).toBeGreaterThan(15)
  expect(found.toSorted()).toEqual(pages.filter((path) => path !== '/office/not-allowed').toSorted())
})
