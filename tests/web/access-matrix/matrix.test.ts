import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { routesManifest } from '@/app/_server/metrics/route-templates'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type Answer, type WebClient } from '@/tests/support/web-client'

import { ACTIONS } from './actions'
import { callAction, readActionIds } from './call-action'
import { PAGES, QUERIES } from './pages'
import { ROUTES } from './routes'
import type { PageRow } from './rows'
import { LEGAL_NAME, makeWorld, type ActorName, type World } from './world'

/** Codes that mean a missing permission, in contrast to an action that is impossible as requested. */
const NO_RIGHT =
  /"code":"(access\.(not-signed-in|not-allowed|not-found)|courses\.(not-your-lesson|not-enrolled|lesson-not-found|site-not-in-group)|pairing\.not-paired|invitation\.revoked|door\.refused)"/
const INTERNAL = /"code":"internal"/
const BROKEN = /"code":"(internal|input\.malformed)"/

let system: System
let client: WebClient
let world: World
let asked = 0

beforeAll(async () => {
  system = await startSystem()
  client = makeWebClient(system.url)
  world = await makeWorld(system)
})
afterAll(async () => {
  console.log(`access matrix: ${asked} cells`)
  await world.close()
  client.close()
  await system.stop()
})

const built = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../.next/${file}`, import.meta.url), 'utf8'))

/** Read on demand: the build may be made while this file loads. */
function pagesOfBuild(): string[] {
  const { staticRoutes, dynamicRoutes } = routesManifest.parse(built('routes-manifest.json'))
  const isNone = (path: string) => /^\/(api\/|_)|\.svg$|^\/office\/(.*\/(export|extract|send)|people)$/.test(path)
  return [...staticRoutes, ...dynamicRoutes].map((one) => one.page).filter((path) => !isNone(path))
}

function routesOfBuild(): string[] {
  return (
    Object.keys(z.record(z.string(), z.string()).parse(built('server/app-paths-manifest.json')))
      .filter((path) => path.endsWith('/route'))
      .map((path) => path.replace(/\/route$/, '').replaceAll(/\/\([^)]+\)/g, ''))
      // A light page is a route, and is asked for with the pages.
      .filter((path) => !(path in PAGES))
  )
}

const NAMES: readonly ActorName[] = [
  ...([
    'nobody',
    'A',
    'C',
    'O',
    'T',
    'I',
    'H',
    'A2',
    'C2',
    'O2',
    'T2',
    'I2',
    'H2',
    'Cs',
    'disabled',
    'roleless',
  ] as const),
  ...(['person', 'person2', 'screen', 'screen2'] as const),
  ...(['guest', 'interpreter', 'substitute', 'waiting', 'admitted', 'guest2'] as const),
]

type Verdict = 'in' | 'out' | 'broken'
type Wrong = { actor: ActorName; expected: Verdict; found: Verdict; status: number; text: string }

/** Requests as every kind of actor and returns those for whom the row is not true. */
async function wrongIn(
  may: readonly ActorName[] | 'everybody',
  ask: (cookie: string, actor: ActorName) => Promise<{ verdict: Verdict; answer: Answer }>,
): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  for (const actor of NAMES) {
    const expected: Verdict = may === 'everybody' || may.includes(actor) ? 'in' : 'out'
    const { verdict, answer } = await ask(world.cookies[actor], actor)
    asked += 1
    const text = answer.text.slice(0, 300)
    if (verdict !== expected) wrong.push({ actor, expected, found: verdict, status: answer.status, text })
  }
  return wrong
}

describe('pages', () => {
  test('each page of the build has a row, and each row a page', () => {
    expect(Object.keys(PAGES).toSorted()).toEqual(pagesOfBuild().toSorted())
  })

  const shown = (row: PageRow) =>
    wrongIn(row.leads ? [] : row.may, async (cookie, actor) => {
      const answer = await client.ask(row.path(world), { cookie })
      const isHome = ['A', 'C', 'O'].includes(actor)
      if (!isHome && answer.text.includes(LEGAL_NAME)) return { verdict: 'broken', answer }
      if (answer.status === 200) return { verdict: 'in', answer }
      const isOut = [302, 303, 307, 308, 401, 403, 404].includes(answer.status)
      return { verdict: isOut ? 'out' : 'broken', answer }
    })

  test.each(Object.entries(PAGES))('%s', async (_, row) => expect(await shown(row)).toEqual([]))
  test.each(QUERIES.map((row) => [String(row.path), row] as const))('%s', async (_, row) =>
    expect(await shown(row)).toEqual([]),
  )
})

describe('routes', () => {
  test('each method of each route of the build has a row, and each row a method', () => {
    const named = new Set(ROUTES.map(({ route, method }) => `${method} ${route}`))
    const there = routesOfBuild().flatMap((route) => methodsOf(route).map((method) => `${method} ${route}`))
    expect([...named].toSorted()).toEqual(there.toSorted())
  })

  test.each(ROUTES.map((row) => [`${row.method} ${row.route} ${row.body?.toString() ?? ''}`, row] as const))(
    '%s',
    async (_, { method, path, body, type, may }) => {
      const wrong = await wrongIn(may, async (cookie) => {
        const sent = body?.(world) ?? ''
        const isForm = !sent.startsWith('{')
        const headers = {
          'content-type': type ?? (isForm ? 'application/x-www-form-urlencoded' : 'application/json'),
          'content-length': Buffer.byteLength(sent),
        }
        const answer = await client.ask(await path(world), {
          method,
          cookie,
          ...(method !== 'GET' && { body: sent, headers }),
        })
        return { verdict: verdictOf(answer), answer }
      })
      expect(wrong).toEqual([])
    },
  )
})

/** The methods that a route's file exports. */
function methodsOf(route: string): string[] {
  const folder = route.startsWith('/office/') ? `/(office)${route}` : route
  const source = readFileSync(new URL(`../../../app${folder}/route.ts`, import.meta.url), 'utf8')
  return [...source.matchAll(/export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b/g)].map((match) =>
    String(match[1]),
  )
}

function verdictOf({ status, text, headers }: Answer): Verdict {
  if (status >= 500 && !text.includes('"parts"')) return 'broken'
  const location = String(headers.location ?? '')
  const said = location.includes('refused=')
    ? `"code":"${new URL(location, 'http://x').searchParams.get('refused')}"`
    : text
  if (INTERNAL.test(said)) return 'broken'
  return NO_RIGHT.test(said) ? 'out' : 'in'
}

describe('server actions', () => {
  let idOf = new Map<string, string>()
  beforeAll(() => {
    idOf = readActionIds()
  })

  test('each action of the build has a row, and each row an action', () => {
    expect(Object.keys(ACTIONS).toSorted()).toEqual([...idOf.keys()].toSorted())
  })

  test.each(Object.entries(ACTIONS))('%s', async (name, { on, call, may }) => {
    const wrong = await wrongIn(may, async (cookie, actor) => {
      // Signing out would end the sessions that the rest of the matrix uses.
      const own = name.endsWith('#signOutAction') && actor !== 'nobody' ? world.cookies.disabled : cookie
      const answer = await callAction(
        client,
        { id: idOf.get(name) ?? '', path: on(world), cookie: own, origin: system.url },
        await call(world),
      )
      const isOut = NO_RIGHT.test(answer.text)
      // Empty means a page that does not offer the action.
      const isBroken = answer.status >= 400 || answer.text === '{}' || BROKEN.test(answer.text)
      return { verdict: isBroken && !isOut ? 'broken' : isOut ? 'out' : 'in', answer }
    })
    expect(wrong).toEqual([])
  })
})
