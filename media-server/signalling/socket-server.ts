import type { KeyObject } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'

import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'

import { DomainError } from '@/domain/domain-error'
import { joinRequest, type JoinRequest } from '@/protocol/join'
import type { Refusal } from '@/protocol/replies'
import type { ServerMessage, ServerMessageName } from '@/protocol/server-messages'
import type { TicketClaims } from '@/protocol/ticket'

import { nowMs } from '../clock'
import { joins, joinSeconds, linesLost, messages, reconnects } from '../metrics/signalling'
import type { MediaNode } from '../nodes/media-node'
import type { Peer, PeerLine } from '../session/peer'
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

/** A line that is dead is noticed after at most the sum of these. */
const PING_INTERVAL_MS = 3_000
const PING_TIMEOUT_MS = 3_000
/** What the socket itself reads at most; smaller messages that are still too large get an answer. */
const FRAME_MAX_BYTES = 256 * 1024
const BUDGET = { size: 80, perSecond: 20 }
/** Messages refused for their number after which a socket is closed. */
const STRIKES_MAX = 200

/** The edge: each socket is one join; its ticket says who, the connect packet brings everything that a join needs. */
export function createSocketServer(options: SocketServerOptions): Server {
  const io = new Server(options.httpServer, {
    path: '/rt',
    transports: ['websocket'],
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
  const line = lineOf(socket)
  const takeTime = joinSeconds.startTimer()
  let { logger } = options
  try {
    const request = parseJoin(socket.handshake.auth)
    const claims = await verifyTicket(request.ticket, options.ticketKey)
    logger = logger.child({ lessonId: claims.lessonId, ticketId: claims.jti })
    options.registry.assertCurrent(claims)
    await options.node.makeReadyFor(claims)
    const session = options.registry.getOrCreate(claims.lessonId)
    const { peer, isResumed } = await admitOrResume({ session, request, claims, line })
    if (socket.disconnected || peer.isClosed) return session.detach(peer, line)
    listen(socket, { session, peer, line }, options.logger)
    session.welcome(peer, isResumed)
    session.announce(peer)
    if (request.resume) reconnects.inc({ outcome: isResumed ? 'resumed' : 'readmitted' })
    countJoin(isResumed ? 'resumed' : 'ok', takeTime)
  } catch (error) {
    const refusal = refuse(error, 'join', logger)
    countJoin(refusal.error.code, takeTime)
    line.send('lesson:closed', { reason: 'refused', code: refusal.error.code })
    line.close()
  }
}

/** How long a refusal took says nothing of how long people wait. */
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

type Arrival = { session: LessonSession; request: JoinRequest; claims: TicketClaims; line: PeerLine }

async function admitOrResume({ session, request, claims, line }: Arrival): Promise<{ peer: Peer; isResumed: boolean }> {
  const resumable = request.resume && session.findResumable(claims, request.resume)
  if (resumable?.media) {
    resumable.device = { ...resumable.device, mode: request.mode }
    session.reattach(resumable, line, claims)
    return { peer: resumable, isResumed: true }
  }
  const { rtpCapabilities, dtlsParameters, mode } = request
  const enter = request.enter && session.lesson.phase !== 'ended'
  const peer = await session.admit({
    claims,
    device: { rtpCapabilities, dtlsParameters, mode, isHidden: false },
    line,
    enter,
  })
  return { peer, isResumed: false }
}

function listen(socket: Socket, member: { session: LessonSession; peer: Peer; line: PeerLine }, parent: Logger): void {
  const { session, peer, line } = member
  const logger = parent.child({ lessonId: peer.claims.lessonId, ...peer.traced })
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
      if (strikes > STRIKES_MAX) return line.close()
      return answer(refuse(new DomainError('lesson.too-many-messages'), name, logger))
    }
    if (peer.line !== line) return
    void runMessage({ session, peer }, { name, payload }, logger).then(answer)
  })
  socket.on('disconnect', (reason) => {
    if (peer.line !== line || peer.isClosed) return
    // A page that closes its socket in good order is gone; one whose line broke may come back.
    if (reason === 'client namespace disconnect') return session.leave(peer)
    linesLost.inc()
    session.detach(peer, line)
  })
}

function lineOf(socket: Socket): PeerLine {
  return {
    send: <Name extends ServerMessageName>(name: Name, message: ServerMessage<Name>) => void socket.emit(name, message),
    isAlive: async (withinMs) => {
      try {
        await socket.timeout(withinMs).emitWithAck('line:check', {})
        return true
      } catch {
        // No answer in time: that is the answer.
        return false
      }
    },
    close: () => void socket.disconnect(true),
  }
}
