import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

import { verifyToken, type VerifyingKey } from '@/adapters/signed-token'
import {
  RECORDING_AUDIENCE,
  recordingTokenPayload,
  RECORDINGS_PATH,
  type RecordingTokenPayload,
} from '@/protocol/recording'
import { TICKET_ALGORITHM, TICKET_ISSUER } from '@/protocol/ticket'

import type { Recordings } from './recordings'

/**
 * A viewer who started in time may continue: a player requests one range at a time, for as long as a lesson lasts and
 * longer.
 */
const WATCH_MS = 6 * 3_600_000
const RANGE = /^bytes=(\d*)-(\d*)$/

type Asked = { recordingId: string; token: string; may: RecordingTokenPayload['may'] }

/** Serves and deletes recordings for holders of a token from the app. */
export class RecordingServer {
  readonly #recordings: Recordings
  readonly #key: VerifyingKey
  /** Tokens that were used in time, with their extended expiry. */
  readonly #watching = new Map<string, { recordingId: string; untilMs: number }>()

  constructor(recordings: Recordings, key: VerifyingKey) {
    this.#recordings = recordings
    this.#key = key
  }

  /** @returns false for a request that is not about recordings. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (!request.url?.startsWith(RECORDINGS_PATH)) return false
    this.#answer(request, response).catch(() => {
      // The browser disconnected, or the file is being erased: nobody waits for a response.
      response.destroy()
    })
    return true
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readRequest(request)
    if (!asked || !(await this.#isAllowed(asked))) return refuse(response, 403)
    if (asked.may === 'delete') {
      await this.#recordings.erase(asked.recordingId)
      return void response.writeHead(204).end()
    }
    const path = await this.#recordings.find(asked.recordingId)
    if (path === null) return refuse(response, 404)
    await send(path, request, response)
  }

  async #isAllowed({ recordingId, token, may }: Asked): Promise<boolean> {
    const now = Date.now()
    for (const [known, { untilMs }] of this.#watching) if (untilMs < now) this.#watching.delete(known)
    if (may === 'watch' && this.#watching.get(token)?.recordingId === recordingId) return true
    const payload = await this.#verify(token)
    if (payload?.recordingId !== recordingId || payload.may !== may) return false
    if (may === 'watch') this.#watching.set(token, { recordingId, untilMs: now + WATCH_MS })
    return true
  }

  async #verify(token: string): Promise<RecordingTokenPayload | null> {
    try {
      const kind = { algorithm: TICKET_ALGORITHM, issuer: TICKET_ISSUER, audience: RECORDING_AUDIENCE }
      return recordingTokenPayload.parse(await verifyToken(token, { key: this.#key, ...kind }))
    } catch {
      // Forged, for something else or expired: the caller does not learn which.
      return null
    }
  }
}

function readRequest({ url, method, headers }: IncomingMessage): Asked | null {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://media-server')
  const recordingId = pathname.slice(RECORDINGS_PATH.length)
  if (method === 'DELETE') {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? ''
    return { recordingId, token, may: 'delete' }
  }
  if (method !== 'GET' && method !== 'HEAD') return null
  return { recordingId, token: searchParams.get('token') ?? '', may: 'watch' }
}

async function send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(path)
  const range = readRange(request.headers.range, size)
  if (range === 'unsatisfiable') {
    return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  response.writeHead(range ? 206 : 200, {
    'content-type': 'video/webm',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(path, { start, end }), response)
}

type Range = { start: number; end: number }

/** The requested bytes; null for all of them, also if the header is not one that we support. */
function readRange(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const match = RANGE.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [from = '', to = ''] = match.slice(1)
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}

function refuse(response: ServerResponse, status: 403 | 404): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(
    JSON.stringify({ ok: false, error: { code: status === 404 ? 'access.not-found' : 'access.not-allowed' } }),
  )
}
