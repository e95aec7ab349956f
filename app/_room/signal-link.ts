import { io, type Socket } from 'socket.io-client'

import type { ErrorCode } from '@/domain/error-codes'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import { parseReply, type ReplyData } from '@/protocol/replies'
import { SERVER_MESSAGES, type ServerMessage, type ServerMessageName } from '@/protocol/server-messages'

/** A message was refused, or its answer never came. */
export class RoomError extends Error {
  readonly code: ErrorCode | 'no-answer'

  constructor(code: ErrorCode | 'no-answer', options?: { cause: unknown }) {
    super(code, options)
    this.name = 'RoomError'
    this.code = code
  }
}

export type SignalHandlers = { [Name in ServerMessageName]: (message: ServerMessage<Name>) => void }

type SignalOptions = {
  url: string
  handlers: SignalHandlers
  onLost: () => void
  /** The app gives no ticket any more: asking again helps nothing. */
  onRefused: (code: RoomError['code']) => void
  prepareJoin: () => Promise<JoinRequest>
}

const ANSWER_TIMEOUT_MS = 8_000
const RETRY_MS = 1_000

/** The socket to the media server: typed, parsed both ways, and always trying to come back. */
export class SignalLink {
  readonly #socket: Socket
  readonly #options: SignalOptions
  #retry: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(options: SignalOptions) {
    this.#options = options
    this.#socket = io(options.url, {
      path: '/rt',
      transports: ['websocket'],
      reconnectionDelay: 150,
      reconnectionDelayMax: 2_000,
      randomizationFactor: 0.4,
      timeout: 6_000,
      auth: (give) => void this.#join(give),
    })
    this.#socket.on('disconnect', (reason) => {
      options.onLost()
      // The server hung up without a last word: it could not go on with this seat. A fresh join may.
      if (reason === 'io server disconnect' && !this.#closed)
        this.#retry = setTimeout(() => this.#socket.connect(), RETRY_MS)
    })
    for (const name of Object.keys(SERVER_MESSAGES) as ServerMessageName[]) this.#route(name)
  }

  /** @throws RoomError with the server's code, or `no-answer`. */
  async ask<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<ReplyData<Name>> {
    let answer: unknown
    try {
      answer = await this.#socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(name, message)
    } catch (cause) {
      throw new RoomError('no-answer', { cause })
    }
    const reply = parseReply(name, answer)
    if (!reply.ok) throw new RoomError(reply.error.code)
    return reply.data
  }

  /** Drops the connection as a broken line would, and comes back on whatever network there is now. */
  reconnect(): void {
    if (this.#socket.connected) this.#socket.io.engine.close()
    else if (!this.#closed) this.#socket.connect()
  }

  /** Leaves in good order: the server takes the peer away at once. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#socket.disconnect()
  }

  /** Gives up this seat and takes a new one. */
  rejoin(): void {
    this.#socket.disconnect()
    this.#socket.connect()
  }

  async #join(give: (request: Record<string, unknown>) => void): Promise<void> {
    while (!this.#closed) {
      try {
        give(await this.#options.prepareJoin())
        return
      } catch (error) {
        if (error instanceof RoomError && error.code !== 'internal') return this.#options.onRefused(error.code)
        // The app cannot be asked right now, so there is no ticket: the lesson waits for it as for the line.
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  #route<Name extends ServerMessageName>(name: Name): void {
    this.#socket.on(name as string, (message: unknown, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge()
      if (this.#closed) return
      const handle: SignalHandlers[Name] = this.#options.handlers[name]
      handle(SERVER_MESSAGES[name].parse(message) as ServerMessage<Name>)
    })
  }
}
