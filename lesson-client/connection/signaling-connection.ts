import { io, type Socket } from 'socket.io-client'

import type { ErrorCode } from '@/domain/error-codes'
import { isPassingRefusal } from '@/domain/passing-refusal'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import { reconnectDelayMaxMs, RECONNECTION } from '@/protocol/reconnect-delay'
import type { JoinRequest } from '@/protocol/join'
import { parseReply, type ReplyData } from '@/protocol/replies'
import { SERVER_MESSAGES, type ServerMessage, type ServerMessageName } from '@/protocol/server-messages'

/** A message was refused, or not acknowledged in time. */
export class LessonError extends Error {
  readonly code: ErrorCode | 'no-answer'

  constructor(code: ErrorCode | 'no-answer', options?: { cause: unknown }) {
    super(code, options)
    this.name = 'LessonError'
    this.code = code
  }
}

export type SignalHandlers = { [Name in ServerMessageName]: (message: ServerMessage<Name>) => void }

/** The request for a fresh ticket, and the media node that it is for. */
export type PreparedJoin = { url: string; request: JoinRequest }

type SignalOptions = {
  url: string
  handlers: SignalHandlers
  onLost: () => void
  /** The app refuses tickets from now on: retrying does not help. */
  onRefused: (code: LessonError['code']) => void
  prepareJoin: () => Promise<PreparedJoin>
  /** The session of this page's actor is over. @returns whether they may sign in again meanwhile, in another window. */
  onSignedOut?: () => boolean
}

const WEB_SOCKET = ['websocket'] as const
const REQUESTS_FIRST = ['polling', 'websocket'] as const
const ANSWER_TIMEOUT_MS = 8_000
const RETRY_MS = 1_000
const LOOK_EVERY_MS = 1_000

/**
 * The socket to the media server: typed, parsed in both directions, reconnecting until it is closed, and following the
 * lesson to other nodes.
 */
export class SignalingConnection {
  readonly #options: SignalOptions
  #url: string
  #socket: Socket
  #retry: ReturnType<typeof setTimeout> | undefined
  /** Fetched to find the lesson's node; the next join uses it. */
  #prepared: PreparedJoin | undefined
  #lookedAtMs = -Infinity
  /** A web socket has been open on this page: whatever fails now, it is not that the network forbids them. */
  #hasSocketWorked = false
  #closed = false

  constructor(options: SignalOptions) {
    this.#options = options
    this.#url = options.url
    this.#socket = this.#open(options.url)
  }

  /** @throws LessonError with the server's code, or `no-answer`. */
  async ask<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<ReplyData<Name>> {
    let answer: unknown
    try {
      answer = await this.#socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(name, message)
    } catch (cause) {
      throw new LessonError('no-answer', { cause })
    }
    const reply = parseReply(name, answer)
    if (!reply.ok) throw new LessonError(reply.error.code)
    return reply.data
  }

  /** Drops the connection like a network failure, and reconnects over the present network. */
  reconnect(): void {
    if (this.#socket.connected) this.#socket.io.engine.close()
    else if (!this.#closed) this.#socket.connect()
  }

  /** Leaves cleanly: the server removes the peer immediately. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#socket.disconnect()
  }

  /** Gives up this peer and joins as a new one. */
  rejoin(): void {
    this.#socket.disconnect()
    this.#socket.connect()
  }

  /** The lesson has moved to another media node: asks which, and reconnects there. */
  moveOn(): void {
    this.#lookedAtMs = -Infinity
    void this.#lookElsewhere()
  }

  #open(url: string): Socket {
    const socket = io(url, {
      path: '/rt',
      transports: [...WEB_SOCKET],
      ...RECONNECTION,
      timeout: 6_000,
      auth: (give) => void this.#join(give),
    })
    socket.on('disconnect', (reason) => {
      this.#options.onLost()
      // The server disconnected without a final message: it could not continue with this peer. A fresh join may
      // succeed.
      if (reason === 'io server disconnect' && !this.#closed) this.#retry = setTimeout(() => socket.connect(), RETRY_MS)
    })
    socket.on('connect', () => {
      this.#hasSocketWorked ||= socket.io.engine.transport.name === 'websocket'
    })
    socket.on('connect_error', () => {
      // Requests reach further than web sockets, and become one as soon as the network allows it.
      socket.io.opts.transports = this.#hasSocketWorked ? [...WEB_SOCKET] : [...REQUESTS_FIRST]
      void this.#lookElsewhere()
    })
    socket.io.on('reconnect_attempt', (tries) => socket.io.reconnectionDelayMax(reconnectDelayMaxMs(tries)))
    for (const name of Object.keys(SERVER_MESSAGES) as ServerMessageName[]) this.#route(socket, name)
    return socket
  }

  /** The lesson's node does not answer: the app may have placed the lesson on another. */
  async #lookElsewhere(): Promise<void> {
    if (this.#closed || performance.now() - this.#lookedAtMs < LOOK_EVERY_MS) return
    this.#lookedAtMs = performance.now()
    try {
      const prepared = await this.#options.prepareJoin()
      if (prepared.url !== this.#url) this.#goTo(prepared)
    } catch (error) {
      if (isFinal(error) && !isSignedOut(error)) this.#options.onRefused(error.code)
      // The app is unreachable too: the network is down.
    }
  }

  #goTo(prepared: PreparedJoin): void {
    if (this.#closed) return
    clearTimeout(this.#retry)
    this.#options.onLost()
    this.#socket.off()
    this.#socket.disconnect()
    this.#prepared = prepared
    this.#url = prepared.url
    this.#socket = this.#open(prepared.url)
  }

  async #join(give: (request: Record<string, unknown>) => void): Promise<void> {
    while (!this.#closed) {
      try {
        const prepared = this.#prepared ?? (await this.#options.prepareJoin())
        this.#prepared = undefined
        if (prepared.url !== this.#url) this.#goTo(prepared)
        else give(prepared.request)
        return
      } catch (error) {
        const mayPass = isSignedOut(error) && this.#options.onSignedOut?.() === true
        if (isFinal(error) && !mayPass) return this.#options.onRefused(error.code)
        // The app cannot be reached right now, so there is no ticket: treat it like a lost connection.
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  #route<Name extends ServerMessageName>(socket: Socket, name: Name): void {
    socket.on(name as string, (message: unknown, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge()
      if (this.#closed) return
      const handle: SignalHandlers[Name] = this.#options.handlers[name]
      handle(SERVER_MESSAGES[name].parse(message) as ServerMessage<Name>)
    })
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof LessonError && error.code === 'access.not-signed-in'
}

/** The app refuses for good; after any other error the same request may get a ticket. */
function isFinal(error: unknown): error is LessonError {
  return error instanceof LessonError && (error.code === 'no-answer' || !isPassingRefusal(error.code))
}
