import { generateKeyPairSync, randomBytes } from 'node:crypto'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { nodeLinkSecretOf, nodeSecretOf } from '@/services/media-nodes/node-secret'
import { launchChromium } from '@/tests/support/chromium'
import { makeClosers } from '@/tests/support/closers'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { findFreePort } from '@/tests/support/ports'
import { startSystem, waitUntil, type System } from '@/tests/support/system'
import { makeTwoHosts, type MediaHost, type TwoHosts } from '@/tests/support/two-hosts'

/** Two web apps, two jobs and two media nodes, each node on a separate host; one Postgres. */
let hosts: TwoHosts
let first: System
let second: System
let hub: Visit
let saba: Visit
let mehret: Visit
const { add, kept, closeAll } = makeClosers()

beforeAll(async () => {
  hosts = makeTwoHosts()
  add(() => hosts.remove())
  const { secrets, ticketPublicKey } = makeSecrets()
  const port = String(await findFreePort())
  const { a, b } = hosts
  const nodes = [a, b].map((host) => `${host.name}=${host.mediaUrl},${host.linkUrl}`).join(' ')
  const web = { ...secrets, SAMSAL_PARTS: 'web,jobs', MEDIA_NODES: nodes }
  // The settings of each node, with nothing that would let it impersonate the other.
  const media = { TICKET_PUBLIC_KEY: ticketPublicKey, WORKER_RECEIVERS: '1' }
  const secretsOf = ({ name }: MediaHost) => ({
    NODE_SECRET: nodeSecretOf(secrets.MEDIA_SHARED_SECRET, name),
    NODE_LINK_SECRET: nodeLinkSecretOf(secrets.MEDIA_SHARED_SECRET),
  })
  const startHost = (host: MediaHost) =>
    hosts.start(host, { ...media, ...secretsOf(host), APP_URL: `http://${hosts.ownAddress(host.name)}:${port}` })
  ;[first] = await Promise.all([startSystem({ ...web, PORT: port }), startHost(a), startHost(b)])
  add(() => first.stop())
  second = await startSystem({ ...web, DATABASE_URL: first.ownerUrl(), SAMSAL_DEMO: 'off' })
  add(() => second.stop())
  const [hubBrowser, sabaBrowser, mehretBrowser] = await Promise.all([
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home' }),
    launchChromium({ sender: 'classroom' }),
  ])
  for (const browser of [hubBrowser, sabaBrowser, mehretBrowser]) kept(browser)
  hub = await beginLesson(hubBrowser, first)
  // One by the first web app, one by the second.
  saba = await enterFromHome(sabaBrowser, first.linkOf('Saba Exempel'))
  mehret = await enterFromHome(mehretBrowser, first.linkOf('Mehret Testdotter').replace(first.url, second.url))
})
afterAll(closeAll)

function makeSecrets() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const line = (pem: string | Buffer) => Buffer.from(pem).toString('base64')
  const secrets = {
    TICKET_PRIVATE_KEY: line(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    MEDIA_SHARED_SECRET: randomBytes(32).toString('base64url'),
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    IDENTITY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    IDENTITY_HASH_KEY: randomBytes(32).toString('base64'),
    APP_ROLE_PASSWORD: randomBytes(16).toString('base64url'),
  }
  return { secrets, ticketPublicKey: line(publicKey.export({ type: 'spki', format: 'pem' })) }
}

const AGAIN_MS = 20_000

async function expectCommunicator(page: Page): Promise<void> {
  await expectPicture(page, 'communicator', 'hub')
  await expectHeard(page, ['hub'])
}

/** The address that a page's media comes from, in its own statistics. */
const placement = async () => {
  const [row] = await first.query<{ node_id: 'a' | 'b'; epoch: number }>(
    `select node_id, epoch from lesson_placements where lesson_id = '${hub.page.url().split('/').at(-1)}'`,
  )
  if (!row) throw new Error('the lesson is nowhere')
  return row
}
const situation = (page: Page, name: string) =>
  page.locator(`[data-situation=${name}]`).waitFor({ state: 'attached', timeout: AGAIN_MS })

describe('a lesson on two hosts', () => {
  test('is seen and heard by members on either host', async () => {
    const { node_id: home } = await placement()
    const away = home === 'a' ? hosts.b : hosts.a
    for (const visit of [saba, mehret]) await expectCommunicator(visit.page)
    expect(hosts[home].printed()).toContain('"edge-opened"')
    expect(away.printed()).not.toContain('"edge-opened"')
  })

  test('a cut cable between them is detected, and everybody sees and hears the communicator again', async () => {
    const { node_id: home, epoch } = await placement()
    hosts.cutCable()
    const cutAtMs = Date.now()
    await waitUntil(() => hosts[home].printed().includes('"edge-lost"'), 5_000)
    for (const visit of [saba, mehret]) await expectCommunicator(visit.page)
    console.log(
      `cable: all see the communicator again ${((Date.now() - cutAtMs) / 1_000).toFixed(1)} s after the cut, looking included`,
    )
    expect(await placement()).toEqual({ node_id: home, epoch })
    hosts.mendCable()
  })

  test("the lesson's host dies: the lesson is placed on the other within five seconds, and continues there", async () => {
    const { node_id: home, epoch } = await placement()
    const other = home === 'a' ? 'b' : 'a'
    await saba.page.locator('button[data-control=hand]').click()
    await hub.page.locator('#panel').getByText('Saba').first().waitFor()
    // The other one continues from its report of a second ago.
    await waitUntil(async () => {
      const [row] = await first.query<{ hands: number }>(
        `select jsonb_array_length(state->'hands') hands from lesson_live_states`,
      )
      return row?.hands === 1
    }, 5_000)
    const killedAtMs = Date.now()
    await hosts[home].kill()
    await waitUntil(async () => (await placement()).node_id === other, 5_000)
    console.log(`host: placed again after ${((Date.now() - killedAtMs) / 1_000).toFixed(1)} s`)
    expect((await placement()).epoch).toBe(epoch + 1)
    for (const visit of [hub, saba, mehret]) await situation(visit.page, 'live')
    for (const visit of [saba, mehret]) await expectCommunicator(visit.page)
    console.log(
      `host: all see the communicator again ${((Date.now() - killedAtMs) / 1_000).toFixed(1)} s after the kill, looking included`,
    )
    await hub.page.locator('#panel').getByText('Saba').first().waitFor()
    expect(hosts[other].printed()).toContain('"lesson-acquired"')
  })

  test('one web app and one jobs process less: nobody in the lesson notices, and presence continues', async () => {
    await second.stop()
    const facts = async () =>
      (await first.query<{ n: number }>(`select count(*)::int n from presence_facts`))[0]?.n ?? 0
    const before = await facts()
    await saba.page.reload()
    await saba.page.locator('button[data-ready=true]').click()
    await expectCommunicator(saba.page)
    await waitUntil(async () => (await facts()) > before, 10_000)
    await expectCommunicator(mehret.page)
  })
})
