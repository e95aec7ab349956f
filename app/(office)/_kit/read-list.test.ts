import { expect, test } from 'vitest'
import * as z from 'zod'

import { dateField } from '@/services/fields'
import { listInput } from '@/services/list-input'

import { readQuery } from './read-query'

const schema = listInput(['name', 'size'], { state: z.enum(['open', 'shut']).optional() })

test('an address without a query gives the first page by the first sort', () => {
  expect(readQuery(schema, {}).query).toEqual({ search: '', sort: 'name', direction: 'asc', pageSize: 25 })
})

test('unknown and invalid parts are left out', () => {
  const { query, ignored } = readQuery(schema, { pageSize: '-3', sort: 'size', colour: 'red', state: '', search: 'a' })
  expect(query).toEqual({ search: 'a', sort: 'size', direction: 'asc', pageSize: 25 })
  expect(ignored).toEqual(['colour', 'pageSize'])
})

test('the default filter applies only to an empty address', () => {
  expect(readQuery(schema, {}, { state: 'open' }).query.state).toBe('open')
  expect(readQuery(schema, { state: '' }, { state: 'open' }).query.state).toBeUndefined()
})

test('what is pasted into an address is read without its invisible marks', () => {
  const dated = listInput(['name'], { fromOn: dateField.optional() })
  const { query, ignored } = readQuery(dated, { search: '\u200EAnna\u200B Ek\uFFFF', fromOn: '٢٠٢٦\u2011٠٤\u2011٠١' })
  expect(query).toMatchObject({ search: 'Anna Ek', fromOn: '2026-04-01' })
  expect(ignored).toEqual([])
})

test('a search that no text can have is left out', () => {
  expect(readQuery(schema, { search: 'An\u0000na' })).toMatchObject({ query: { search: '' }, ignored: ['search'] })
})
