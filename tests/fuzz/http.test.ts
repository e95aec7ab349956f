import { afterAll, beforeAll, expect, test } from 'vitest'

import { readActionIds } from '@/tests/web/access-matrix/call-action'
import { makeWorld, type World } from '@/tests/web/access-matrix/world'
import { Chance } from '@/tests/support/chance'
import { measureHeld } from '@/tests/support/heap'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

import { makeRequest, type FuzzedRequest } from './requests'

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 30)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const AT_ONCE = 8
/** The memory that a process may keep after this many requests: caches and compiled code. */
const KEPT_MEGABYTES = 100
const WARM_UP_REQUESTS = 400
const SHOWN = 5

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

type Fault = FuzzedRequest & { number: number; status: number | string; answer: string }

/** Sends one request and returns what is wrong with the response, if anything. */
async function ask(
  request: FuzzedRequest,
  cookie: string,
): Promise<{ status: number | string; answer: string } | null> {
  const { path, method, body } = request
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) }
  try {
    const sent =
      method === 'GET' || method === 'OPTIONS' ? { headers: request.headers } : { headers, body: body as string }
    const { status, text } = await client.ask(path, { method, cookie, ...sent })
    const isHealth = path.startsWith('/api/health')
    const isWrong = (status >= 500 && !isHealth) || text.includes('"code":"internal"')
    return isWrong ? { status, answer: text.slice(0, 200) } : null
  } catch (error) {
    return { status: 'no answer', answer: String(error) }
  }
}

test(
  `pages, routes and actions bear whatever is sent for ${SECONDS} seconds (FUZZ_SEED=${SEED})`,
  async () => {
    const chance = new Chance(SEED)
    const idOf = readActionIds()
    const cookies = Object.values(world.cookies)
    const faults: Fault[] = []
    const statuses = new Map<string, number>()
    let number = 0
    let warm = 0
    const endsAt = performance.now() + SECONDS * 1_000
    const work = async () => {
      while (performance.now() < endsAt && faults.length < SHOWN) {
        number += 1
        const own = number
        const request = await makeRequest(chance, world, idOf)
        const fault = await ask(request, chance.of(cookies))
        statuses.set(request.what, (statuses.get(request.what) ?? 0) + 1)
        if (fault) faults.push({ ...request, body: String(request.body).slice(0, 600), number: own, ...fault })
        if (own === WARM_UP_REQUESTS) warm = await webMegabytes()
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    console.log(`http fuzzer: ${number} requests of ${statuses.size} kinds, seed ${SEED}`)
    expect(faults).toEqual([])
    expect(number).toBeGreaterThan(WARM_UP_REQUESTS)
    expect((await client.ask('/api/health')).status).toBe(200)
    expect(system.printed()).not.toContain('process-died')
    const held = await webMegabytes()
    console.log(`held ${Math.round(warm)} MB after ${WARM_UP_REQUESTS} requests, ${Math.round(held)} MB at the end`)
    expect(held).toBeLessThan(warm + KEPT_MEGABYTES)
  },
  (SECONDS + 180) * 1_000,
)

/** The web process's memory. */
function webMegabytes(): Promise<number> {
  const [pid] = system.pidsOf('next-server')
  if (pid === undefined) throw new Error('there is no web process')
  return measureHeld(pid)
}
