import { createHmac, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'

import { type LessonRole, PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import type { MediaServerEnv } from '@/media-server/env'
import { createMediaServer, type MediaServer } from '@/media-server/server'
import type { ClientMessageName } from '@/protocol/client-messages'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import {
  NODE_REPORT_PATH,
  nodeAssignments,
  nodeReport,
  type NodeAssignments,
  type NodeReport,
} from '@/protocol/media-node'
import {
  MEDIA_SIGNATURE_HEADER,
  mediaEventsBatch,
  mediaEvent,
  type LessonRecord,
  type PresenceFact,
} from '@/protocol/media-events'
import type { Reply } from '@/protocol/replies'
import { SERVER_MESSAGES, type ServerMessage, type ServerMessageName } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'
import { signTicket } from '@/services/tickets/sign-ticket'

import { findFreePorts } from './ports'

export type TestServer = {
  url: string
  privateKey: KeyObject
  server: MediaServer
  /** Facts that arrived, each once, in order of arrival. */
  facts: PresenceFact[]
  /** The same for records beside attendance. */
  records: LessonRecord[]
  /** Its reports as a media node, and the responses. */
  reports: NodeReport[]
  assignments: NodeAssignments
  /** While false the app answers 503. */
  isAppUp: boolean
  logLines: string[]
  restart: () => Promise<void>
  close: () => Promise<void>
}

/** A real media server with a real worker, and an HTTP server that receives its facts like the app. */
export async function startMediaServer(extra: Partial<MediaServerEnv> = {}): Promise<TestServer> {
  const keys = generateKeyPairSync('ed25519')
  const secret = randomBytes(32).toString('base64url')
  const dataDir = await mkdtemp(path.join(tmpdir(), 'samsal-media-'))
  const known = new Set<string>()
  // One, and then two workers, each with a port for its replacement.
  const port = await findFreePorts(5)
  const ports = { media: port, rtc: port + 1 }
  const test: Partial<TestServer> &
    Pick<TestServer, 'facts' | 'records' | 'reports' | 'assignments' | 'logLines' | 'isAppUp'> = {
    facts: [],
    records: [],
    reports: [],
    assignments: { acquired: [], released: [], isSingleNode: true, others: [] },
    logLines: [],
    isAppUp: true,
  }
  const app = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString('utf8')
      const isSigned =
        createHmac('sha256', secret).update(body).digest('hex') === request.headers[MEDIA_SIGNATURE_HEADER]
      if (!test.isAppUp || !isSigned) return response.writeHead(test.isAppUp ? 401 : 503).end()
      if (request.url === NODE_REPORT_PATH) {
        test.reports.push(nodeReport.parse(JSON.parse(body)))
        const data = nodeAssignments.parse(test.assignments)
        return response.writeHead(200).end(JSON.stringify({ ok: true, data }))
      }
      for (const fact of mediaEventsBatch.parse(JSON.parse(body)).facts.map((one) => mediaEvent.parse(one))) {
        if (!known.has(fact.factId) && 'peerId' in fact) test.facts.push(fact)
        if (!known.has(fact.factId) && !('peerId' in fact)) test.records.push(fact)
        known.add(fact.factId)
      }
      response.writeHead(200).end('{}')
    })()
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  const logger = pino({ level: 'info' }, { write: (line: string) => void test.logLines.push(line) })
  const env = {
    TICKET_PUBLIC_KEY: Buffer.from(keys.publicKey.export({ type: 'spki', format: 'pem' })).toString('base64'),
    NODE_SECRET: secret,
    NODE_LINK_SECRET: undefined,
    APP_URL: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    MEDIA_PORT: ports.media,
    RTC_PORT: ports.rtc,
    RTC_LISTEN_ADDRESS: '127.0.0.1',
    RTC_ANNOUNCED_ADDRESS: undefined,
    NODE_ID: 'test',
    MEDIA_REGION: '',
    MEDIA_PUBLIC_URL: undefined,
    NODE_LINK_URL: undefined,
    PIPE_ADDRESS: undefined,
    PIPE_PORT: 45_000,
    PIPE_PORTS: 1_000,
    MEDIA_WORKERS: 1,
    WORKER_PACKETS_PER_SECOND: 30_000,
    WORKER_RECEIVERS: 300,
    WORKER_MAX_AGE_HOURS: 24,
    WORKER_MAX_MEMORY_MB: 1_500,
    DATA_DIR: dataDir,
    RECORDING_MIN_FREE_MB: 1,
    MEDIASOUP_WORKER_BIN: String(process.env.MEDIASOUP_WORKER_BIN),
    LOG_LEVEL: 'info' as const,
    METRICS_LISTEN_ADDRESS: '127.0.0.1',
    ...extra,
  }
  let server = await createMediaServer(env, logger)
  return Object.assign(test, {
    url: `http://127.0.0.1:${ports.media}`,
    privateKey: keys.privateKey,
    server,
    restart: async () => {
      await server.close()
      server = await createMediaServer(env, logger)
      Object.assign(test, { server })
    },
    close: async () => {
      await server.close()
      await new Promise((resolve) => app.close(resolve))
      await rm(dataDir, { recursive: true, force: true })
    },
  })
}

type Visitor = Partial<Omit<TicketPayload, 'jti' | 'protocolVersion'>> & { role: LessonRole; lessonId: string }

/** A ticket as the app would sign it. */
export function makeTicket(test: TestServer, visitor: Visitor): Promise<string> {
  const kind = {
    communicator: 'staff',
    participant: 'person',
    classroom: 'endpoint',
    host: 'staff',
    interpreter: 'guest',
    guest: 'guest',
    visitor: 'guest',
    check: 'device',
  } as const
  return signTicket(
    {
      subject: { kind: kind[visitor.role], id: randomUUID() },
      displayName: visitor.role,
      language: 'ti',
      permissions: [...PERMISSIONS_BY_ROLE[visitor.role]],
      mediaUrl: test.url,
      ...visitor,
    },
    test.privateKey,
  )
}

/** SHA-256 fingerprint of nobody's certificate: enough for everything but the handshake itself. */
export function anyFingerprint() {
  const value = [...randomBytes(32)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')
  return { role: 'client' as const, fingerprints: [{ algorithm: 'sha-256' as const, value }] }
}

/** An audio producer as Chromium describes it. */
export function voiceParameters(ssrc = 1_111_111) {
  return {
    mid: '0',
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { useinbandfec: 1 },
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1 }],
    encodings: [{ ssrc }],
    rtcp: { cname: 'voice', reducedSize: true },
  }
}

/** A video producer of one layer as Chromium describes it. */
export function pictureParameters() {
  const codec = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [] }
  return {
    ...voiceParameters(),
    codecs: [codec],
    encodings: [{ ssrc: 2_222_222 }],
    rtcp: { cname: 'picture', reducedSize: true },
  }
}

/** A socket as a browser would open it, with everything it received. */
export class TestClient {
  readonly socket: Socket
  readonly #seen: { name: ServerMessageName; message: unknown }[] = []
  readonly #waiting = new Set<() => void>()

  constructor(url: string, auth: Record<string, unknown>) {
    this.socket = io(url, { path: '/rt', transports: ['websocket'], forceNew: true, reconnection: false, auth })
    this.socket.onAny((name: ServerMessageName, message: unknown, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge()
      this.#seen.push({ name, message: SERVER_MESSAGES[name].parse(message) })
      for (const wake of this.#waiting) wake()
    })
  }

  all<Name extends ServerMessageName>(name: Name): ServerMessage<Name>[] {
    return this.#seen.filter((one) => one.name === name).map((one) => one.message as ServerMessage<Name>)
  }

  /** The first message of this name that matches, received already or within five seconds. */
  next<Name extends ServerMessageName>(
    name: Name,
    fits: (message: ServerMessage<Name>) => boolean = () => true,
  ): Promise<ServerMessage<Name>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`no ${name} came; seen: ${this.#seen.map((one) => one.name).join(', ')}`))
      }, 5_000)
      const look = () => {
        const found = this.all(name).find(fits)
        if (!found) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  async ask<Name extends ClientMessageName>(name: Name | string, payload: unknown): Promise<Reply<Name>> {
    return (await this.socket.timeout(5_000).emitWithAck(name, payload)) as Reply<Name>
  }

  close(): void {
    this.socket.disconnect()
  }
}

type JoinOptions = {
  enter?: boolean
  mode?: ViewMode
  resume?: { peerId: string; resumeToken: string }
  ticket?: string
}

/** Joins a lesson and waits for the welcome. */
export async function join(test: TestServer, visitor: Visitor, options: JoinOptions = {}) {
  const client = new TestClient(test.url, {
    protocolVersion: PROTOCOL_VERSION,
    ticket: options.ticket ?? (await makeTicket(test, visitor)),
    rtpCapabilities: ROUTER_RTP_CAPABILITIES,
    dtlsParameters: anyFingerprint(),
    enter: options.enter ?? true,
    mode: options.mode ?? 'everything',
    ...(options.resume && { resume: options.resume }),
  })
  return { client, welcome: await client.next('lesson:welcome') }
}

/** The member in a welcome. */
export function memberOf({ peers, peerId }: ServerMessage<'lesson:welcome'>): string {
  return peers.find((peer) => peer.peerId === peerId)?.memberId ?? ''
}
