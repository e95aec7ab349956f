import { readdirSync, readFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { askRaw } from '@/tests/support/raw-request'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

const MEGABYTE = 1_000_000
const APP = new URL('../../app', import.meta.url)

let system: System
let client: WebClient

beforeAll(async () => {
  system = await startSystem({ TRUSTED_PROXIES: '1' })
  client = makeWebClient(system.url)
})
afterAll(async () => {
  client.close()
  await system.stop()
})

/** As the one proxy in front reports it. */
const from = (sender: string) => ({ 'x-forwarded-for': sender })

/** Every route, with values for its parameters. */
function listPaths(): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)(route|page)\.tsx?$/.test(path))
    .map(
      (path) =>
        `/${path
          .split('/')
          .slice(0, -1)
          .filter((part) => !part.startsWith('('))
          .join('/')}`,
    )
    .map((path) => path.replace('[...nextauth]', 'callback/credentials').replaceAll(/\[\w+\]/g, 'x'))
}

describe('request bodies', () => {
  const paths = listPaths()

  test('there are pages and routes to send to', () => {
    expect(paths.length).toBeGreaterThan(45)
  })

  test.each(['POST', 'PUT'])('nothing reads a %s of 400 MB, nor one without a declared length', async (method) => {
    const accepted: [string, number | null][] = []
    for (const path of paths) {
      const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
      const long = await askRaw(system.port, { method, path, headers: { ...headers, 'content-length': '400000000' } })
      const chunked = await askRaw(system.port, {
        ...{ method, path, body: `10000\r\n${'x'.repeat(0x1_00_00)}\r\n` },
        headers: { ...headers, 'transfer-encoding': 'chunked' },
      })
      for (const status of [long, chunked])
        if (status === null || status < 400 || status >= 500) accepted.push([path, status])
    }
    expect(accepted).toEqual([])
  })

  test('invalid JSON breaks nothing', async () => {
    const broken: [string, string, number][] = []
    for (const path of paths)
      for (const body of ['', '{', '[]', 'null', '"x"', '{"email":{"a":1}}', '\u0000']) {
        const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
        const { status } = await client.ask(path, { method: 'POST', headers, body })
        if (status >= 500) broken.push([path, body, status])
      }
    expect(broken).toEqual([])
  })

  test('an action accepts a form and no flood', async () => {
    const cookie = await client.signIn(system.staff('coordinator'))
    const fields = Array.from(
      { length: 3_000 },
      (_, at) => `--b\r\ncontent-disposition: form-data; name="roles.${at}9999.x"\r\n\r\n\r\n`,
    )
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const many = await client.ask('/office/staff/new', {
      method: 'POST',
      cookie,
      headers,
      body: `${fields.join('')}--b--\r\n`,
    })
    expect(many.status).toBeLessThan(500)
    const flood = await client.ask('/office/staff/new', { method: 'POST', cookie, headers, body: 'x'.repeat(MEGABYTE) })
    expect(flood.status).toBe(413)
  })

  test('health stays available, and the process alive', async () => {
    expect((await client.ask('/api/health')).status).toBe(200)
    expect(system.printed()).not.toContain('process-died')
  })
})

describe('the sender', () => {
  const guess = (sender: string, email: string, password = 'wrong') => {
    const form = new URLSearchParams({ email, password, json: 'true' })
    return signInFrom(sender, form)
  }

  async function signInFrom(sender: string, form: URLSearchParams, device = '') {
    const first = await client.ask('/api/auth/csrf')
    const csrf = (first.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]).join('; ')
    form.set('csrfToken', String((JSON.parse(first.text) as { csrfToken: string }).csrfToken))
    const answer = await client.ask('/api/auth/callback/credentials', {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(sender) },
      cookie: [csrf, device].filter(Boolean).join('; '),
    })
    return { ...answer, isIn: String(answer.headers['set-cookie']).includes('session-token=ey') }
  }

  test('ten wrong tries stop a stranger, and neither the owner’s own computer nor anybody else', async () => {
    const { email, password } = system.staff('communicator')
    const right = () => new URLSearchParams({ email, password, json: 'true' })
    const before = await signInFrom('192.0.2.1', right())
    const device = (before.headers['set-cookie'] ?? [])
      .find((one) => one.startsWith('samsal-device='))
      ?.split(';', 1)[0]
    expect(device).toBeDefined()
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await guess('192.0.2.66', email)).text).toContain('sign-in.wrong-credentials')
    }
    expect((await guess('192.0.2.66', email, password)).text).toContain('access.too-many-attempts')
    // A sender's own entries precede what the proxy adds.
    expect((await guess('198.51.100.9, 192.0.2.66', email, password)).text).toContain('access.too-many-attempts')
    expect((await signInFrom('192.0.2.66', right(), device)).isIn).toBe(true)
    expect((await signInFrom('192.0.2.7', right())).isIn).toBe(true)
  })

  test('many accounts tried from one address are stopped, while others continue', async () => {
    const tries = await Promise.all(
      Array.from({ length: 130 }, (_, at) => guess('192.0.2.77', `nobody-${at}@example.org`)),
    )
    expect(tries.filter((one) => one.text.includes('too-many-attempts')).length).toBeGreaterThan(0)
    const { email, password } = system.staff('coordinator')
    await expect
      .poll(async () => (await signInFrom('192.0.2.8', new URLSearchParams({ email, password, json: 'true' }))).isIn)
      .toBe(true)
  })

  test('three hundred may open their links from one address within a minute', async () => {
    const opened = await Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        client.ask('/api/person-session', {
          method: 'POST',
          body: JSON.stringify({ secret: `a-secret-that-nobody-has-${at}` }),
          headers: { 'content-type': 'application/json', ...from('192.0.2.88') },
        }),
      ),
    )
    expect(new Set(opened.map((one) => one.status))).toEqual(new Set([403]))
  })

  test('a participant who requests tickets without end is stopped, and nobody else', async () => {
    const [first, other] = await Promise.all(
      ['Layla Exempel', 'Saba Exempel'].map(async (name) => {
        const secret = new URL(system.linkOf(name)).hash.slice(1)
        const answer = await client.askJson('/api/person-session', { secret })
        return (answer.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]).join('; ')
      }),
    )
    const [lesson] = await system.query<{ id: string }>(
      `select id from lessons order by abs(extract(epoch from starts_at - now())) limit 1`,
    )
    const ask = (cookie?: string) => client.askJson('/api/ticket', { as: 'person', lessonId: lesson?.id }, cookie)
    const codes = (await Promise.all(Array.from({ length: 140 }, () => ask(first)))).map((one) => one.status)
    expect(codes.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10)
    expect((await ask(other)).status).not.toBe(429)
  })
})

describe('a cross-site request', () => {
  test.each([
    ['marked as cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['marked as same-site', { 'sec-fetch-site': 'same-site' }],
    ['without a mark, from another origin', { origin: 'https://neighbour.example' }],
    ['without a mark, from nowhere', { origin: 'null' }],
  ])('is refused when %s', async (_, mark) => {
    const cookie = await client.signIn(system.staff('administrator'))
    const before = await countExports()
    const [where] = await system.query<{ id: string }>(
      `select municipality_id as id from role_assignments where role = 'administrator' limit 1`,
    )
    const period = { municipalityId: where?.id ?? '', fromOn: '2026-01-01', untilOn: '2026-03-31', format: 'csv' }
    const send = (headers: object) =>
      client.ask('/office/claims/export', {
        ...{ method: 'POST', cookie, body: new URLSearchParams(period).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      })
    expect((await send(mark)).headers.location).toContain('refused=access.not-allowed')
    expect(await countExports()).toBe(before)
    expect((await send({ 'sec-fetch-site': 'same-origin', origin: system.url })).status).toBe(200)
    for (const path of [
      '/api/language',
      '/api/ticket',
      '/api/check',
      '/api/person-session',
      '/api/guest-session',
      '/api/pairing',
    ]) {
      const headers = { 'content-type': 'application/json', ...mark }
      expect((await client.ask(path, { method: 'POST', body: '{}', headers })).status).toBe(403)
    }
  })

  const countExports = async () => {
    const [row] = await system.query<{ n: string }>(
      `select count(*) as n from audit_entries where action = 'claim.exported'`,
    )
    return Number(row?.n)
  }
})

describe('response headers', () => {
  test.each([
    ['/wall', '/screen'],
    ['/office/rooms', '/office/equipment'],
    ['/office/rooms/sheet', '/office/equipment/sheet'],
  ])('the earlier address %s leads to %s', async (earlier, present) => {
    const { status, headers } = await client.ask(earlier)
    expect([status, headers.location]).toEqual([308, present])
  })

  test("routes' responses are not cached", async () => {
    const cookie = await client.signIn(system.staff('coordinator'))
    for (const path of [
      '/api/health',
      '/api/operations',
      '/api/materials?lessonId=x',
      '/api/auth/session',
      '/api/auth/csrf',
      '/api/materials/x',
      '/api/materials/x/notes',
    ]) {
      expect([path, (await client.ask(path, { cookie })).headers['cache-control']]).toEqual([
        path,
        expect.stringContaining('no-store'),
      ])
    }
    for (const path of ['/api/ticket', '/api/language', '/api/media-nodes', '/api/media-events']) {
      expect((await client.askJson(path, {})).headers['cache-control']).toContain('no-store')
    }
  })

  test.each(['x;sandbox', 'x y', '"', 'evil.example;script-src *', 'a'.repeat(300), '[::1', 'é'])(
    'the host "%s" is not repeated',
    async (host) => {
      const { headers } = await client.ask('/sign-in', { headers: { host } })
      const policy = String(headers['content-security-policy'])
      if (headers['content-security-policy'] !== undefined)
        expect(policy).toContain(`ws://localhost:${system.mediaPort}`)
      expect(policy).not.toContain('sandbox')
      expect(policy).not.toContain('evil')
    },
  )

  test('a machine is reached by its own addresses too', async () => {
    const { headers } = await client.ask('/sign-in', { headers: { host: '192.168.1.20:3000' } })
    expect(headers['content-security-policy']).toContain(`ws://192.168.1.20:${system.mediaPort}`)
  })
})

describe('what is there in development alone', () => {
  const addresses = ['/dev/states', '/dev/states?surface=phone&state=live&language=sv', '/dev/materials', '/dev']

  test.each(addresses)('GET %s is 404 in the product', async (path) => {
    expect((await client.ask(path)).status).toBe(404)
  })

  test('nothing of it is in what was built', () => {
    const built = new URL('../../.next', import.meta.url)
    // What a developer has running in this checkout, and what a build keeps for the next one.
    const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !/^(dev|cache|types)\//.test(path) && /\.(js|json|html|rsc|map)$/.test(path),
    )
    const found = files.filter((path) =>
      /\(dev\)\/|data-example/.test(readFileSync(new URL(`../../.next/${path}`, import.meta.url), 'utf8')),
    )
    expect(files.length).toBeGreaterThan(100)
    expect(found).toEqual([])
  })

  test('pages cannot be framed, not even by ourselves', async () => {
    const { headers } = await client.ask('/sign-in')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })
})
