import type { Duplex } from 'node:stream'

import { io, type Socket } from 'socket.io-client'

import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import type { JoinRequest } from '@/protocol/join'
import { parseReply, type ReplyData } from '@/protocol/replies'
import { SERVER_MESSAGES, type ServerMessage, type ServerMessageName } from '@/protocol/server-messages'

export type SignallingHandlers = {
  [Name in ServerMessageName]?: (message: ServerMessage<Name>) => void
} & {
  onLost: (reason: string) => void
  /** The media server sent something that violates the contract. */
  onMalformed: (error: Error) => void
}

const WITHIN_MS = 15_000

/** The socket of one endpoint, opened as in a browser: the join is part of the connect packet. */
export class Signalling {
  readonly #socket: Socket
  readonly #handlers: SignallingHandlers
  /** Resolves when the socket is open. */
  readonly connected: Promise<void>

  constructor(url: string, join: JoinRequest, handlers: SignallingHandlers) {
    this.#handlers = handlers
    this.#socket = io(url, {
      path: '/rt',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: WITHIN_MS,
      auth: join,
    })
    this.connected = new Promise((resolve, reject) => {
      this.#socket.once('connect', () => resolve())
      this.#socket.once('connect_error', reject)
    })
    this.#socket.onAny((name: string, payload: unknown, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge()
      if (isKnown(name)) this.#take(name, payload)
    })
    this.#socket.once('disconnect', (reason) => handlers.onLost(reason))
  }

  /** @throws when it is refused, with the code, or not acknowledged in time. */
  async ask<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<ReplyData<Name>> {
    const reply = parseReply(name, await this.#socket.timeout(WITHIN_MS).emitWithAck(name, message))
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`)
    return reply.data
  }

  /** Ignores everything from now on, like a dead connection. */
  fallSilent(): void {
    this.#socket.off('disconnect')
    this.#socket.offAny()
    tcpOf(this.#socket)?.pause()
  }

  /** Abandons the old connection without closing it. */
  abandon(): void {
    this.#socket.off('disconnect')
    const tcp = tcpOf(this.#socket)
    if (tcp) tcp.destroy()
    else this.#socket.io.engine.close()
  }

  /** Leaves cleanly. */
  leave(): void {
    this.#socket.off('disconnect')
    this.#socket.disconnect()
  }

  #take<Name extends ServerMessageName>(name: Name, payload: unknown): void {
    const handle = this.#handlers[name] as ((message: ServerMessage<Name>) => void) | undefined
    if (!handle) return
    const parsed = SERVER_MESSAGES[name].safeParse(payload)
    if (parsed.success) handle(parsed.data as ServerMessage<Name>)
    else this.#handlers.onMalformed(new Error(`${name} is malformed`, { cause: parsed.error }))
  }
}

function isKnown(name: string): name is ServerMessageName {
  return Object.hasOwn(SERVER_MESSAGES, name)
}

/** The TCP connection below a socket, which its public interface does not expose. */
function tcpOf(socket: Socket): Duplex | undefined {
  const transport = socket.io.engine.transport as unknown as { ws?: { _socket?: Duplex } }
  return transport.ws?._socket
}
