import type { TransportListenInfo } from 'mediasoup/types'
import type { Logger } from 'pino'

import type { OtherNode } from '@/protocol/media-node'

import type { Cascade, OpenCascade } from '../sfu/cascade'
import type { RouterSlot } from '../sfu/receiving'
import type { Branch } from '../sfu/router-tree'
import { NodeFull, NodeLink } from './link-client'
import { RemoteEdge } from './remote-edge'

type CascadeOptions = {
  /** Other nodes that take receivers, as last listed by the app. */
  others: () => readonly OtherNode[]
  secret: string
  listenInfo: TransportListenInfo
  logger: Logger
}

/** Delay before a node that was full or did not answer is asked again. */
const ASK_AGAIN_AFTER_MS = 5_000
/** Packets per second that a node must have free before a lesson cascades to it. */
const WORTH_A_PIPE = 1_000

type OwnLesson = { lessonId: string; onLost: (places: readonly RouterSlot[]) => void }
type Opened = { edge: RemoteEdge; link: NodeLink }

/** The edges of each lesson on other nodes, opened when this node has no capacity for its receivers. */
export function openCascadeWith(options: CascadeOptions): OpenCascade {
  return (lessonId, onLost) => new LessonCascade(options, { lessonId, onLost })
}

class LessonCascade implements Cascade {
  readonly #options: CascadeOptions
  readonly #lesson: OwnLesson
  /** By node; a promise, so that concurrent requests open one edge. */
  readonly #opened = new Map<string, Promise<Opened>>()
  readonly #notBefore = new Map<string, number>()
  #closed = false

  constructor(options: CascadeOptions, lesson: OwnLesson) {
    this.#options = options
    this.#lesson = lesson
  }

  get edges(): number {
    return this.#opened.size
  }

  async allocate(root: Branch): Promise<RouterSlot | null> {
    for (const node of this.#candidates()) {
      try {
        const { edge } = await this.#open(node, root)
        return await edge.allocate()
      } catch (error) {
        this.#notBefore.set(node.nodeId, performance.now() + ASK_AGAIN_AFTER_MS)
        const { lessonId } = this.#lesson
        if (error instanceof NodeFull) continue
        this.#options.logger.warn({ event: 'node-not-reached', lessonId, nodeId: node.nodeId, error: String(error) })
      }
    }
    return null
  }

  setLoads(loads: ReadonlyMap<RouterSlot, number>): void {
    for (const opened of this.#opened.values()) void opened.then(({ edge }) => edge.setLoads(loads), ignoreUnopened)
  }

  close(): void {
    this.#closed = true
    for (const opened of this.#opened.values()) void opened.then(closeBoth, ignoreUnopened)
    this.#opened.clear()
  }

  /** Nodes that already have an edge of the lesson first, then those with the most capacity. */
  #candidates(): OtherNode[] {
    const now = performance.now()
    const isWorth = ({ nodeId, freePacketsPerSecond }: OtherNode) =>
      this.#opened.has(nodeId) || freePacketsPerSecond >= WORTH_A_PIPE
    return this.#options
      .others()
      .filter((node) => isWorth(node) && (this.#notBefore.get(node.nodeId) ?? 0) <= now)
      .toSorted(
        (one, other) =>
          Number(this.#opened.has(other.nodeId)) - Number(this.#opened.has(one.nodeId)) ||
          other.freePacketsPerSecond - one.freePacketsPerSecond,
      )
  }

  #open(node: OtherNode, root: Branch): Promise<Opened> {
    const known = this.#opened.get(node.nodeId)
    if (known) return known
    const opened = this.#openNew(node, root)
    this.#opened.set(node.nodeId, opened)
    opened.catch(() => this.#opened.delete(node.nodeId))
    return opened
  }

  async #openNew({ nodeId, linkUrl }: OtherNode, root: Branch): Promise<Opened> {
    const { secret, listenInfo, logger } = this.#options
    const { lessonId, onLost } = this.#lesson
    const holder: { edge?: RemoteEdge } = {}
    const link = new NodeLink({
      ...{ linkUrl, secret, logger },
      onEvent: (event) => holder.edge?.hear(event),
      onLost: () => {
        logger.warn({ event: 'edge-lost', lessonId, nodeId })
        this.#opened.delete(nodeId)
        this.#notBefore.set(nodeId, performance.now() + ASK_AGAIN_AFTER_MS)
        holder.edge?.lost()
      },
    })
    try {
      holder.edge = await RemoteEdge.open({
        ...{ lessonId, root, link, listenInfo, onLost },
        onGone: () => {
          this.#opened.delete(nodeId)
          link.close()
        },
      })
      logger.info({ event: 'edge-opened', lessonId, nodeId })
      const opened = { edge: holder.edge, link }
      if (this.#closed) closeBoth(opened)
      return opened
    } catch (error) {
      link.close()
      throw error
    }
  }
}

function closeBoth({ edge, link }: Opened): void {
  edge.close()
  // The final message has to be sent first.
  setTimeout(() => link.close(), CLOSE_AFTER_MS).unref()
}

const CLOSE_AFTER_MS = 500

/** The callers have received the error. */
function ignoreUnopened(): void {}
