import { ACTIONS, type Call } from '@/tests/web/access-matrix/actions'
import { PAGES, QUERIES } from '@/tests/web/access-matrix/pages'
import { ROUTES } from '@/tests/web/access-matrix/routes'
import type { World } from '@/tests/web/access-matrix/world'

import type { Chance } from '@/tests/support/chance'
import { inAddress, mutated, strangeText, strangeValue } from './values'

export type FuzzedRequest = {
  what: string
  path: string
  method: string
  headers: Record<string, string>
  body: string | Buffer
}

/** Ends sessions that the rest uses. */
const LEFT_ALONE = ['signOutAction', 'endSessionsAction']
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g
const QUERY_NAMES = [
  'search',
  'sort',
  'direction',
  'cursor',
  'columns',
  'view',
  'all',
  'id',
  'pageSize',
  'municipalityId',
  'groupId',
  'personId',
  'site',
]
const MORE_NAMES = [
  'fromOn',
  'untilOn',
  'from',
  'until',
  'action',
  'subjectId',
  'role',
  'state',
  'refused',
  'done',
  'in',
]
const TYPES = [
  ...[
    'application/json',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
  ],
  ...['multipart/form-data', 'application/octet-stream', 'text/x-component', '', 'multipart/form-data; boundary=', 'é'],
]

/** A random request to a page, route or action, with something unexpected in it. */
export async function makeRequest(
  chance: Chance,
  world: World,
  idOf: ReadonlyMap<string, string>,
): Promise<FuzzedRequest> {
  const kinds = [fuzzPage, fuzzRoute, fuzzAction, fuzzAction]
  return chance.of(kinds)(chance, world, idOf)
}

async function fuzzPage(chance: Chance, world: World): Promise<FuzzedRequest> {
  const row = chance.of([...Object.values(PAGES), ...QUERIES])
  const path = withStrangeIds(row.path(world), chance)
  const names = [...QUERY_NAMES, ...MORE_NAMES, strangeText(chance).slice(0, 40)]
  const count = chance.of([0, 1, 3, 200])
  const query = Array.from(
    { length: count },
    () => `${inAddress(chance.of(names))}=${inAddress(strangeText(chance)).slice(0, 60)}`,
  )
  const address = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`.slice(0, 7_000)
  const headers: Record<string, string> = chance.happens(1 / 3) ? { rsc: chance.of(['1', strangeHeader(chance)]) } : {}
  return { what: 'page', path: address, method: 'GET', headers, body: '' }
}

async function fuzzRoute(chance: Chance, world: World): Promise<FuzzedRequest> {
  const row = chance.of(ROUTES)
  const path = withStrangeIds(await row.path(world), chance)
  const sent = row.body?.(world) ?? ''
  const type = row.type ?? (sent.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded')
  const body = row.method === 'GET' ? '' : chance.happens(1 / 3) ? noise(chance) : mutatedBody(sent, chance)
  const method = chance.happens(1 / 15) ? chance.of(['PATCH', 'OPTIONS', 'PUT', 'DELETE', 'POST']) : row.method
  const headers = { 'content-type': chance.happens(1 / 5) ? latin(chance.of(TYPES)) : type }
  return { what: `${row.method} ${row.route}`, path, method, headers, body: method === 'OPTIONS' ? '' : body }
}

async function fuzzAction(chance: Chance, world: World, idOf: ReadonlyMap<string, string>): Promise<FuzzedRequest> {
  const names = Object.keys(ACTIONS).filter((name) => !LEFT_ALONE.some((one) => name.endsWith(one)))
  const name = chance.of(names)
  const row = ACTIONS[name]
  if (!row) throw new Error('there is no such action')
  const { body, type } = actionBody(await row.call(world), chance)
  const headers = { 'next-action': idOf.get(name) ?? '', accept: 'text/x-component', 'content-type': type }
  return { what: name, path: row.on(world), method: 'POST', headers, body }
}

function actionBody(call: Call, chance: Chance): { body: string | Buffer; type: string } {
  if (chance.happens(1 / 12)) return { body: noise(chance), type: latin(chance.of(TYPES)) }
  if ('args' in call) {
    const args = chance.happens(1 / 8) ? strangeValue(chance) : call.args.map((one) => mutated(one, chance))
    return { body: JSON.stringify(args), type: 'text/plain;charset=UTF-8' }
  }
  const fields = Object.entries(call.form).flatMap(([field, value]) =>
    [value].flat().map((one) => [field, one] as const),
  )
  const changed = fields
    .filter(() => !chance.happens(1 / 12))
    .map(([field, value]): readonly [string, string] => [field, chance.happens(1 / 3) ? strangeText(chance) : value])
  const more = chance.happens(1 / 4) ? strangeFields(chance) : []
  const parts = [...changed, ...more].map(([field, value]) => part(`_1_${field}`, value))
  return { body: `${parts.join('')}${part('0', '[null,"$K1"]')}--b--\r\n`, type: 'multipart/form-data; boundary=b' }
}

function strangeFields(chance: Chance): [string, string][] {
  const lists = ['roles', 'patterns', strangeText(chance).slice(0, 20)]
  const index = () => chance.of(['0', '1', '999', '1000', '200000000', '4294967294', '-1', '1e8', '__proto__'])
  const field = () => chance.of(['role', 'municipalityId', 'weekday', 'startsAt', '__proto__', ''])
  return Array.from({ length: chance.of([1, 5, 1_500]) }, () => [
    `${chance.of(lists)}.${index()}.${field()}`,
    strangeText(chance).slice(0, 40),
  ])
}

const part = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"\r\n\r\n${value}\r\n`

function mutatedBody(sent: string, chance: Chance): string {
  if (sent.startsWith('{')) return JSON.stringify(mutated(JSON.parse(sent), chance)) ?? ''
  const cut = chance.below(sent.length + 1)
  return chance.happens(1 / 2) ? `${sent.slice(0, cut)}${strangeText(chance)}${sent.slice(cut)}` : sent.slice(0, cut)
}

function noise(chance: Chance): Buffer {
  return Buffer.from(Array.from({ length: chance.of([0, 1, 100, 3_000]) }, () => chance.below(256)))
}

function withStrangeIds(path: string, chance: Chance): string {
  return path.replaceAll(ID, (id) => (chance.happens(1 / 4) ? inAddress(strangeText(chance)).slice(0, 300) : id))
}

/** Valid header characters. */
function strangeHeader(chance: Chance): string {
  return latin(strangeText(chance)).slice(0, 500)
}

const latin = (text: string) => text.replaceAll(/[^\x20-\x7E\xA0-\xFF]/g, '')
