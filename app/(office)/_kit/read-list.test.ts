import { expect, test } from 'vitest'
import { z } from 'zod'

import { listInput } from '@/services/list-input'

import { readQuery } from './read-query'

const schema = listInput(['name', 'size'], { state: z.enum(['open', 'shut']).optional() })

test('an address without a query gives the first page by the first sort', () => {
  expect(readQuery(schema, {}).query).toEqual({ search: '', sort: 'name', direction: 'asc', pageSize: 25 })
})

test('what the list does not know and what it cannot read is left out', () => {
  const { query, ignored } = readQuery(schema, { pageSize: '-3', sort: 'size', colour: 'red', state: '', search: 'a' })
  expect(query).toEqual({ search: 'a', sort: 'size', direction: 'asc', pageSize: 25 })
  expect(ignored).toEqual(['colour', 'pageSize'])
})

test('the usual filter counts only when the address says nothing', () => {
  expect(readQuery(schema, {}, { state: 'open' }).query.state).toBe('open')
  expect(readQuery(schema, { state: '' }, { state: 'open' }).query.state).toBeUndefined()
})
