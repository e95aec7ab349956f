import { expect, test } from 'vitest'
import * as z from 'zod'

import { listInput } from '@/services/list-input'

import { describeList } from './describe-list'
import { readList } from './read-list'

const input = listInput(['name', 'size'], { state: z.enum(['open', 'shut']).optional() })
const load = async () => ({
  rows: [{ id: 1, name: 'A', size: 2 }],
  ...{ total: 1, isCapped: false, previous: null, next: null },
})

const list = describeList({
  name: 'things',
  path: '/office/things',
  permission: 'site.change',
  title: 'sites.title',
  empty: { none: 'list.none' },
  input,
  load,
  rowKey: (row) => row.id,
  filters: { state: { label: 'lessons.state' } },
  columns: {
    name: { title: 'field.name', sort: 'name', value: (row) => row.name },
    size: { title: 'field.reason', sort: 'size', value: (row) => row.size },
    extra: { title: 'field.home', isExtra: true, value: () => null },
    end: { title: 'form.remove', isAction: true, value: () => null },
  },
})

test('an empty address shows the default columns', () => {
  const { query, columns, columnsSaid, ignored } = readList(list, {})
  expect(query).toEqual({ search: '', sort: 'name', direction: 'asc', pageSize: 25 })
  expect({ columns, columnsSaid, ignored }).toEqual({
    ...{ columns: ['name', 'size', 'end'], columnsSaid: undefined, ignored: [] },
  })
})

test.each([
  ['one more', 'name,size,extra', ['name', 'size', 'extra', 'end']],
  ['as a form sends them', ['size', 'extra'], ['name', 'size', 'extra', 'end']],
  ['the first alone', 'name', ['name', 'end']],
  ['in the order of the list', 'extra,size', ['name', 'size', 'extra', 'end']],
])('columns are chosen: %s', (_, said, columns) => {
  expect(readList(list, { columns: said })).toMatchObject({ columns, ignored: [] })
})

test.each([
  ['a column', { columns: 'size,colour' }, ['colour'], ['name', 'size', 'end']],
  ['every column', { columns: 'colour' }, ['colour'], ['name', 'size', 'end']],
  ['a filter', { colour: 'red' }, ['colour'], ['name', 'size', 'end']],
  ['a value', { state: 'ajar' }, ['state'], ['name', 'size', 'end']],
  ['a sort', { sort: 'colour' }, ['sort'], ['name', 'size', 'end']],
  [
    'a name of every object',
    { columns: 'constructor', toString: 'x' },
    ['toString', 'constructor'],
    ['name', 'size', 'end'],
  ],
])('an address with a removed %s opens without it, and says so', (_, given, ignored, columns) => {
  expect(readList(list, given)).toMatchObject({ ignored, columns, query: { search: '', sort: 'name' } })
})

test("parts that belong to the page are not the list's", () => {
  const given = {
    done: 'saved',
    view: 'x',
    refused: 'y',
    page: '3',
    cursor: 'é'.repeat(2_000),
    personId: 'z',
    search: 'a',
  }
  expect(readList(list, given, ['personId'])).toMatchObject({ ignored: [], query: { search: 'a' } })
})

test('a typo in a sort key, a filter or a text does not compile', () => {
  describeList({
    ...list,
    // @ts-expect-error the query sorts by name and size
    columns: { name: { title: 'field.name', sort: 'nmae', value: () => null } },
  })
  describeList({
    ...list,
    // @ts-expect-error the input has no such filter
    filters: { colour: { label: 'field.name' } },
  })
  describeList({
    ...list,
    // @ts-expect-error the office has no such text
    title: 'sites.titel',
  })
  expect(list.columns.name?.sort).toBe('name')
})
