import type { Logger } from 'pino'
import { io, type Socket } from 'socket.io-client'

import {
  LINK_REQUESTS,
  linkAnswered,
  linkEvent,
  NODE_LINK_NAMESPACE,
  NODE_LINK_PATIENCE_MS,
  NODE_LINK_PING_MS,
  sealedMessage,
  type LinkAnswer,
  type LinkEvent,
  type LinkRequest,
  type LinkRequestName,
} from '@/protocol/node-link'

import { Seal } from './seal'

/** The other node has no capacity for one more receiver. */
export class NodeFull extends Error {}

type LinkOptions = {
  linkUrl: string
  secret: string
  onEvent: (event: LinkEvent) => void
  /** The link or the other node is lost; called once. */
  onLost: () => void
  logger: Logger
}

/**
 * The link to another media node: requests are sealed, and a node that does not answer is lost within three seconds.
 */
export class NodeLink {
  readonly #options: LinkOptions
  readonly #socket: Socket
  readonly #ready: Promise<Seal>
  #seal: Seal | undefined
  #timer: NodeJS.Timeout | undefined
  #isLost = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#socket = io(options.linkUrl + NODE_LINK_NAMESPACE, {
      path: '/rt',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: NODE_LINK_PATIENCE_MS,
    })
    this.#ready = new Promise((resolve, reject) => {
      this.#socket.once('word', (word: unknown) => {
        this.#seal = new Seal(options.secret, { word: String(word), isCaller: true })
        resolve(this.#seal)
      })
      this.#socket.once('connect_error', reject)
      this.#socket.once('disconnect', (reason) => reject(new Error(reason)))
    })
    // The caller gets the error; without a caller it can be ignored.
    this.#ready.catch(ignoreUnasked)
    this.#socket.on('connect_error', () => this.#lose())
    this.#socket.on('disconnect', () => this.#lose())
    this.#socket.on('event', (message: unknown) => this.#told(message))
    this.#timer = setTimeout(() => void this.#ping(), NODE_LINK_PING_MS)
  }

  /** @throws NodeFull, or an Error when the other node failed or did not answer. */
  async ask<Name extends LinkRequestName>(name: Name, request: LinkRequest<Name>): Promise<LinkAnswer<Name>> {
    const seal = await this.#ready
    const reply = linkAnswered.parse(await this.#send(seal, { name, request }))
    if (reply.ok) return LINK_REQUESTS[name].answer.parse(reply.answer) as LinkAnswer<Name>
    throw reply.reason === 'full' ? new NodeFull() : new Error(`${name} failed at the other node`)
  }

  close(): void {
    this.#isLost = true
    clearTimeout(this.#timer)
    this.#socket.disconnect()
  }

  async #ping(): Promise<void> {
    try {
      await this.ask('link:ping', {})
      if (!this.#isLost) this.#timer = setTimeout(() => void this.#ping(), NODE_LINK_PING_MS)
    } catch {
      // A missing answer counts as lost.
      this.#lose()
    }
  }

  #send(seal: Seal, message: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error('no answer')), NODE_LINK_PATIENCE_MS)
      // Unsealed on arrival, even when it is late, because each message has a sequence number.
      this.#socket.emit('ask', seal.seal(message), (reply: unknown) => {
        clearTimeout(patience)
        resolve(this.#open(reply))
      })
    })
  }

  #told(message: unknown): void {
    const event = linkEvent.safeParse(this.#open(message))
    if (event.success && !this.#isLost) this.#options.onEvent(event.data)
  }

  #open(message: unknown): unknown {
    try {
      return this.#seal?.open(sealedMessage.parse(message).sealed)
    } catch (error) {
      this.#options.logger.error({ event: 'link-broken', error: String(error) })
      this.#lose()
      return undefined
    }
  }

  #lose(): void {
    if (this.#isLost) return
    this.close()
    this.#options.onLost()
  }
}

/** The link was lost before any request. */
function ignoreUnasked(): void {}
