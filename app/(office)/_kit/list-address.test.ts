import { expect, test } from 'vitest'

import { listAddress } from './list-address'

test('an address contains only what differs from the default', () => {
  const query = { search: '', sort: 'name', direction: 'asc', pageSize: 25, state: undefined }
  expect(listAddress('/office/lessons', query)).toBe('/office/lessons?sort=name&direction=asc')
  expect(listAddress('/office/lessons', {})).toBe('/office/lessons')
  expect(listAddress('/x', { search: 'å b', pageSize: 50, cursor: 'c' })).toBe(
    '/x?search=%C3%A5+b&pageSize=50&cursor=c',
  )
})
