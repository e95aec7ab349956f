import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type LessonRole, PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { CLIENT_MESSAGES, type ClientMessageName } from '@/protocol/client-messages'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'
import { signTicket } from '@/services/tickets/sign-ticket'
import { Chance } from '@/tests/support/chance'
import { launchChromium } from '@/tests/support/chromium'
import { expectPicture } from '@/tests/support/expect-media'
import { measureHeld } from '@/tests/support/heap'
import { anyFingerprint, TestClient, voiceParameters } from '@/tests/support/media-server'
import { EVERYTHING_OF_A_PICTURE, MESSAGE_SAMPLES } from '@/tests/support/message-samples'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { startSystem, waitUntil, type System } from '@/tests/support/system'

import { anything, bend } from './bend'

/*
 * Malformed variants of everything that a browser can send, in lessons beside one with real pages in it. FUZZ_SECONDS
 * sets the duration, FUZZ_SEED repeats an earlier run.
 */

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60)
const chance = new Chance(Number(process.env.FUZZ_SEED ?? Date.now() % 4_294_967_296))
const LESSONS = Array.from({ length: 4 }, () => randomUUID())
const ROLES = Object.keys(PERMISSIONS_BY_ROLE) as LessonRole[]
const NAMES = [...(Object.keys(CLIENT_MESSAGES) as ClientMessageName[]), 'constructor', '__proto__', '', 'error']
/** Packets that no Socket.IO client sends: reserved names, other types, and none at all. */
const RAW_PACKETS = [
  '42["disconnect",{}]',
  '42[]',
  '42{}',
  '40{}',
  '45-["x"]',
  '48',
  '4',
  '9',
  '42["chat:write"',
  '430[]',
]
const PEERS = 24
const AT_ONCE = 12
const SERVER = 'media-server.mjs'
const WORKER = 'mediasoup-worker'
const LOOK_EVERY_MS = 10_000
/** Compiled code, filled caches and, in the worker, pages kept for later. */
const KEPT_MB = 60

type Peer = { client: TestClient; members: Set<string>; consumers: Set<string> }

let system: System
let ticketKey: KeyObject
const browsers: Browser[] = []
let home: Visit

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  ticketKey = privateKey
  const pem = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })).toString('base64')
  system = await startSystem({ TICKET_PRIVATE_KEY: pem, LOG_LEVEL: 'warn' })
  browsers.push(...(await Promise.all([launchChromium({ sender: 'hub' }), launchChromium({ sender: 'home' })])))
  const [hubBrowser, homeBrowser] = browsers
  if (!hubBrowser || !homeBrowser) throw new Error('no browsers')
  await beginLesson(hubBrowser, system)
  home = await enterFromHome(homeBrowser, system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await system.stop()
})

test(
  `whatever is sent for ${SECONDS} s, nothing dies, nothing leaks, and the lesson beside it keeps its pictures`,
  async () => {
    console.log(`FUZZ_SEED=${chance.seed} FUZZ_SECONDS=${SECONDS}`)
    const counts = new Map<string, number>()
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
    const before = await measureProcesses()
    const peers: Peer[] = []
    const endAt = performance.now() + SECONDS * 1_000
    const watching = watchOver(endAt)
    const fuzzers = Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < endAt) await step(peers, count)
    })
    await Promise.all([...fuzzers, watching])
    for (const { client } of peers) client.close()
    console.log(
      [...counts]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([what, times]) => `${what} ${times}`)
        .join(', '),
    )
    expect(counts.get('internal') ?? 0).toBe(0)
    expect(counts.get('no answer') ?? 0).toBe(0)
    expect(counts.get('ok') ?? 0).toBeGreaterThan(SECONDS)
    expect([...system.pidsOf(SERVER), ...system.pidsOf(WORKER)]).toEqual(before.map(({ pid }) => pid))
    expect(system.printed()).not.toMatch(/"event":"(uncaught|worker-died|state-refused|media-events-not-written)"/)
    await expectPicture(home.page, 'communicator', 'hub')
    // Everything made for members who left is gone too.
    await waitUntil(async () => (await lessonsOnServer()) === 1, 30_000)
    const after = await measureProcesses()
    console.log(before.map(({ megabytes }, at) => `${megabytes} to ${after[at]?.megabytes} MB`).join(', '))
    for (const [at, one] of before.entries())
      expect((after[at]?.megabytes ?? 0) - one.megabytes, `memory of ${one.name}`).toBeLessThan(KEPT_MB)
  },
  (SECONDS + 180) * 1_000,
)

async function step(peers: Peer[], count: (what: string) => void): Promise<void> {
  const peer = peers.length > 0 ? chance.of(peers) : undefined
  if (!peer || (peers.length < PEERS && chance.happens(0.1))) return join(peers, count)
  if (!peer.client.socket.connected || chance.happens(0.01)) {
    peers.splice(peers.indexOf(peer), 1)
    count('left')
    // Cleanly, or with a broken connection.
    if (chance.happens(0.5)) peer.client.close()
    else peer.client.socket.io.engine.close()
    return
  }
  if (chance.happens(0.005)) {
    peer.client.socket.io.engine.write(chance.of(RAW_PACKETS))
    return count('raw packet')
  }
  const name = chance.of(NAMES)
  const reply = await peer.client.ask(name, payloadOf(name, peer)).catch(() => null)
  count(reply ? (reply.ok ? 'ok' : reply.error.code) : unanswered(peer.client))
}

/** A client whose socket was closed meanwhile gets no answer. */
const unanswered = ({ socket }: TestClient) => (socket.connected ? 'no answer' : 'closed before the answer')

async function join(peers: Peer[], count: (what: string) => void): Promise<void> {
  const place = chance.below(LESSONS.length)
  const client = new TestClient(`http://127.0.0.1:${system.mediaPort}`, await joinRequest(LESSONS[place] ?? ''))
  const welcome = await Promise.race([
    client.next('lesson:welcome'),
    client.next('lesson:closed').then(({ code, reason }) => code ?? reason),
  ]).catch(() => unanswered(client))
  if (typeof welcome === 'string') {
    count(welcome)
    client.close()
    // Replaces a lesson that is over.
    if (welcome === 'courses.lesson-ended') LESSONS[place] = randomUUID()
    return
  }
  count('joined')
  const members = new Set(welcome.peers.map(({ memberId }) => memberId))
  peers.push({ client, members, consumers: new Set(welcome.consumers.map(({ consumerId }) => consumerId)) })
}

async function joinRequest(lessonId: string): Promise<Record<string, unknown>> {
  const role = chance.happens(0.4) ? 'communicator' : chance.of(ROLES)
  const kind = role === 'classroom' ? 'endpoint' : role === 'participant' ? 'person' : 'staff'
  const ticket = await signTicket(
    {
      lessonId,
      subject: { kind, id: randomUUID() },
      role,
      displayName: chance.of(['Anna', 'سميرة', 'ሰላም', 'Å']),
      language: 'sv',
      permissions: [...PERMISSIONS_BY_ROLE[role]],
      mediaUrl: 'http://localhost',
      siteId: chance.of(LESSONS),
      town: chance.of(['', 'Bjurholm']),
      channelLanguage: role === 'interpreter' ? chance.of(['so', 'ps']) : undefined,
    },
    ticketKey,
  )
  const request = {
    protocolVersion: PROTOCOL_VERSION,
    ticket,
    rtpCapabilities: ROUTER_RTP_CAPABILITIES,
    dtlsParameters: anyFingerprint(),
    enter: chance.happens(0.9),
    mode: chance.of(['audio', 'small', 'everything']),
  }
  return chance.happens(0.2) ? (bend(request, chance, 0.02) as Record<string, unknown>) : request
}

/** A valid message, one with existing members and media, a malformed one, or anything at all. */
function payloadOf(name: string, peer: Peer): unknown {
  const sample = Object.hasOwn(MESSAGE_SAMPLES, name) ? MESSAGE_SAMPLES[name as ClientMessageName] : {}
  if (chance.happens(0.05)) return anything(chance)
  const living = JSON.parse(JSON.stringify(sample), (key, value: unknown) => {
    if (key === 'memberId' && peer.members.size > 0) return chance.of([...peer.members])
    if (key === 'consumerId' && peer.consumers.size > 0) return chance.of([...peer.consumers])
    if (key === 'strokeId' || key === 'materialId') return randomUUID()
    return key === 'rtpParameters' ? rtpParameters() : value
  }) as unknown
  return chance.happens(0.5) ? bend(living, chance, chance.of([0.02, 0.1, 0.3])) : living
}

function rtpParameters(): unknown {
  const ssrc = 1 + chance.below(4_294_967_294)
  if (chance.happens(0.5)) return { ...voiceParameters(ssrc), mid: String(chance.below(20)) }
  const encodings = [{ ssrc, rtx: { ssrc: ssrc + 1 }, maxBitrate: chance.of([1, 100_000, 0.5, 20_000_001]) }]
  return { ...EVERYTHING_OF_A_PICTURE, mid: String(chance.below(20)), encodings }
}

/** A real page in a real lesson, checked repeatedly. */
async function watchOver(endAt: number): Promise<void> {
  while (performance.now() < endAt) {
    await expectPicture(home.page, 'communicator', 'hub')
    const health = await fetch(`http://127.0.0.1:${system.mediaPort}/health`)
    expect(health.status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_EVERY_MS, Math.max(0, endAt - performance.now()))))
  }
}

async function lessonsOnServer(): Promise<number> {
  const answer = (await (await fetch(`http://127.0.0.1:${system.mediaPort}/health`)).json()) as { lessons: number }
  return answer.lessons
}

type Measured = { name: string; pid: number; megabytes: number }

/** The media server's memory after a garbage collection, and the resident memory of its worker, which has none. */
async function measureProcesses(): Promise<Measured[]> {
  const servers = system.pidsOf(SERVER).map(async (pid) => ({ name: SERVER, pid, megabytes: await measureHeld(pid) }))
  const workers = system.pidsOf(WORKER).map((pid) => ({ name: WORKER, pid, megabytes: megabytesOf(pid) }))
  return [...(await Promise.all(servers)), ...workers].map((one) => ({ ...one, megabytes: Math.round(one.megabytes) }))
}

function megabytesOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1_024)
}
