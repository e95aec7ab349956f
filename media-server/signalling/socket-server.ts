import type { KeyObject } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'

import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'

import { DomainError } from '@/domain/domain-error'
import { joinRequest, type JoinRequest } from '@/protocol/join'
import type { Refusal } from '@/protocol/replies'
import type { ServerMessage, ServerMessageName } from '@/protocol/server-messages'
import type { TicketPayload } from '@/protocol/ticket'

import { nowMs } from '../clock'
import { joins, joinSeconds, connectionsLost, messages, reconnects } from '../metrics/signalling'
import type { MediaNode } from '../nodes/media-node'
import type { Peer, ClientConnection } from '../session/peer'
import type { LessonRegistry } from '../session/lesson-registry'
import type { LessonSession } from '../session/lesson-session'
import { MessageBudget } from './message-budget'
import { knownName, refuse, runMessage } from './run-message'
import { verifyTicket } from './verify-ticket'

type SocketServerOptions = {
  httpServer: HttpServer
  registry: LessonRegistry
  node: Pick<MediaNode, 'makeReadyFor'>
  ticketKey: KeyObject
  logger: Logger
}

/** A dead connection is detected after at most the sum of these. */
const PING_INTERVAL_MS = 3_000
const PING_TIMEOUT_MS = 3_000
/** The most that the socket itself reads; smaller messages that are still too large get an answer. */
const FRAME_MAX_BYTES = 256 * 1024
const BUDGET = { size: 80, perSecond: 20 }
/** The number of rate-limited messages after which a socket is closed. */
const STRIKES_MAX = 200

/** Accepts sockets: each one is a join, with a ticket and everything else that a join needs in the connect packet. */
export function createSocketServer(options: SocketServerOptions): Server {
  const io = new Server(options.httpServer, {
    path: '/rt',
    // Some proxies and virus guards let pages through and no web socket.
    transports: ['websocket', 'polling'],
    serveClient: false,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: FRAME_MAX_BYTES,
    perMessageDeflate: false,
    cors: { origin: '*' },
  })
  io.on('connection', (socket) => void accept(socket, options))
  return io
}

async function accept(socket: Socket, options: SocketServerOptions): Promise<void> {
  const connection = connectionOf(socket)
  const takeTime = joinSeconds.startTimer()
  let { logger } = options
  try {
    const request = parseJoin(socket.handshake.auth)
    const ticket = await verifyTicket(request.ticket, options.ticketKey)
    logger = logger.child({ lessonId: ticket.lessonId, ticketId: ticket.jti })
    options.registry.assertCurrent(ticket)
    await options.node.makeReadyFor(ticket)
    const session = options.registry.getOrCreate(ticket.lessonId)
    const { peer, isResumed } = await admitOrResume({ session, request, ticket, connection })
    if (socket.disconnected || peer.isClosed) return session.detach(peer, connection)
    listen(socket, { session, peer, connection }, options.logger)
    session.welcome(peer, isResumed)
    if (request.resume) reconnects.inc({ outcome: isResumed ? 'resumed' : 'readmitted' })
    countJoin(isResumed ? 'resumed' : 'ok', takeTime)
  } catch (error) {
    const refusal = refuse(error, 'join', logger)
    countJoin(refusal.error.code, takeTime)
    connection.send('lesson:closed', { reason: 'refused', code: refusal.error.code })
    connection.close()
  }
}

/** The duration of a refusal says nothing about how long people wait. */
function countJoin(
  outcome: 'ok' | 'resumed' | Refusal['error']['code'],
  takeTime: ReturnType<typeof joinSeconds.startTimer>,
): void {
  joins.inc({ outcome })
  if (outcome === 'ok' || outcome === 'resumed') takeTime({ outcome })
}

function parseJoin(auth: unknown): JoinRequest {
  const parsed = joinRequest.safeParse(auth)
  if (parsed.success) return parsed.data
  const isOtherVersion = parsed.error.issues.some((issue) => issue.path[0] === 'protocolVersion')
  throw new DomainError(isOtherVersion ? 'lesson.protocol-version' : 'lesson.message-malformed')
}

type Arrival = { session: LessonSession; request: JoinRequest; ticket: TicketPayload; connection: ClientConnection }

async function admitOrResume({
  session,
  request,
  ticket,
  connection,
}: Arrival): Promise<{ peer: Peer; isResumed: boolean }> {
  const resumable = request.resume && session.findResumable(ticket, request.resume)
  if (resumable?.media) {
    resumable.setDevice({ mode: request.mode })
    session.reattach(resumable, connection, ticket)
    return { peer: resumable, isResumed: true }
  }
  const { rtpCapabilities, dtlsParameters, mode } = request
  const enter = request.enter && session.state.lesson.phase !== 'ended'
  const peer = await session.admit({
    ticket,
    device: { rtpCapabilities, dtlsParameters, mode, isHidden: false },
    connection,
    enter,
  })
  return { peer, isResumed: false }
}

function listen(
  socket: Socket,
  arrival: { session: LessonSession; peer: Peer; connection: ClientConnection },
  parent: Logger,
): void {
  const { session, peer, connection } = arrival
  const context = { peer, lesson: session, media: session.media, saved: () => session.saved() }
  const logger = parent.child({ lessonId: peer.ticket.lessonId, ...peer.traced })
  const budget = new MessageBudget({ ...BUDGET, nowMs: nowMs() })
  let strikes = 0
  socket.onAny((name: string, ...values: unknown[]) => {
    const acknowledge = values.at(-1)
    const payload = values.length === 2 ? values[0] : undefined
    const answer = (reply: { ok: true } | Refusal) => {
      messages.inc({ message: knownName(name), outcome: reply.ok ? 'ok' : reply.error.code })
      if (typeof acknowledge === 'function') acknowledge(reply)
    }
    if (!budget.take(nowMs())) {
      strikes += 1
      if (strikes > STRIKES_MAX) return connection.close()
      return answer(refuse(new DomainError('lesson.too-many-messages'), name, logger))
    }
    if (peer.connection !== connection) return
    void runMessage(context, { name, payload }, logger).then(answer)
  })
  socket.on('disconnect', (reason) => {
    if (peer.connection !== connection || peer.isClosed) return
    // A page that closes its socket cleanly is removed; one whose connection broke may reconnect.
    if (reason === 'client namespace disconnect') return session.leave(peer)
    connectionsLost.inc()
    session.detach(peer, connection)
  })
}

function connectionOf(socket: Socket): ClientConnection {
  return {
    send: <Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>) => void socket.emit(name, message),
    isAlive: async (withinMs) => {
      try {
        await socket.timeout(withinMs).emitWithAck('connection:check', {})
        return true
      } catch {
        // A missing answer counts as no.
        return false
      }
    },
    close: () => void socket.disconnect(true),
  }
}
