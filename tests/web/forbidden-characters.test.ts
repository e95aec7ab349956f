import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

import { ACTIONS } from './access-matrix/actions'
import { callAction, readActionIds } from './access-matrix/call-action'
import { PAGES, QUERIES } from './access-matrix/pages'
import { makeWorld, type World } from './access-matrix/world'

let system: System
let client: WebClient
let world: World

beforeAll(async () => {
  system = await startSystem()
  client = makeWebClient(system.url)
  world = await makeWorld(system)
})
afterAll(async () => {
  await world.close()
  client.close()
  await system.stop()
})

/** As they come out of a PDF, an old database or a broken programme. */
const CHARACTERS = {
  NUL: '\u0000',
  U_FFFF: '\uFFFF',
  U_FFFE: '\uFFFE',
  'right-to-left override': '\u202E',
  ESC: '\u001B',
}
const WANTED = [
  'search',
  'sort',
  'cursor',
  'view',
  'columns',
  'municipalityId',
  'fromOn',
  'refused',
  'done',
  'site',
  'left',
]

describe.each(Object.entries(CHARACTERS))('%s', (_, character) => {
  test('in an address breaks no page', async () => {
    const broken: string[] = []
    const query = new URLSearchParams(WANTED.map((name) => [name, `An${character}na`])).toString()
    const cookie = [world.cookies.A, world.cookies.person, world.cookies.screen, world.cookies.guest].join('; ')
    for (const row of [...Object.values(PAGES), ...QUERIES]) {
      const path = row.path(world)
      const { status, text } = await client.ask(`${path}${path.includes('?') ? '&' : '?'}${query}`, { cookie })
      if (status >= 500 || text.includes('"code":"internal"')) broken.push(path)
    }
    expect(broken).toEqual([])
  })

  test('in a form is refused beside its field or left out, and is no error of ours', async () => {
    const ids = readActionIds()
    const broken: string[] = []
    for (const [name, { on, call }] of Object.entries(ACTIONS)) {
      if (/sign-?out|endSessions/i.test(name)) continue
      const made = await Promise.resolve(call(world)).catch(() => null)
      if (made === null || !('form' in made)) continue
      const form = Object.fromEntries(
        Object.entries(made.form).map(([field, value]) => [
          field,
          typeof value === 'string' && !field.endsWith('Id') ? `${value}${character}` : value,
        ]),
      )
      const asked = { id: ids.get(name) ?? '', path: on(world), cookie: world.cookies.A, origin: system.url }
      const { status, text } = await callAction(client, asked, { form })
      if (status >= 500 || text.includes('"code":"internal"')) broken.push(name)
    }
    expect(broken).toEqual([])
  })

  test('in a name that was stored before breaks no list', async () => {
    if (character === CHARACTERS.NUL) return
    await system.query(`update persons set display_name = display_name || '${character}' where id = '${world.selam}'`)
    for (const path of [
      '/office/participants',
      `/office/participants/${world.selam}`,
      '/office/lists/participants/export?format=xlsx',
    ]) {
      expect((await client.ask(path, { cookie: world.cookies.A })).status).toBeLessThan(500)
    }
  })
})
