import { expect, test } from 'vitest'
import { z } from 'zod'

import { listInput } from '@/services/list-input'

import { readQuery } from './read-query'

const schema = listInput(['name', 'size'], { state: z.enum(['open', 'shut']).optional() })

test('an address without a query gives the first page by the first sort', () => {
  expect(readQuery(schema, {})).toEqual({ search: '', sort: 'name', direction: 'asc', page: 1, pageSize: 25 })
})

test('what the list does not know and what it cannot read is left out', () => {
  expect(readQuery(schema, { page: '-3', sort: 'size', colour: 'red', state: '', search: 'a' })).toMatchObject({
    page: 1,
    sort: 'size',
    search: 'a',
  })
})

test('the usual filter counts only when the address says nothing', () => {
  expect(readQuery(schema, {}, { state: 'open' }).state).toBe('open')
  expect(readQuery(schema, { state: '' }, { state: 'open' }).state).toBeUndefined()
})
