import { randomBytes } from 'node:crypto'

import type { Logger } from 'pino'
import type { Namespace, Socket } from 'socket.io'

import {
  LINK_REQUESTS,
  linkAsked,
  NODE_LINK_PATIENCE_MS,
  NODE_LINK_PING_MS,
  sealedMessage,
  type LinkAnswer,
  type LinkRequest,
  type LinkRequestName,
} from '@/protocol/node-link'

import { EdgeFull, HostedEdge, type EdgeOptions } from './hosted-edge'
import { Seal } from './seal'

type LinkServerOptions = Omit<EdgeOptions, 'notify'> & { secret: string; logger: Logger }
type Handlers = {
  [Name in LinkRequestName]: (request: LinkRequest<Name>) => Promise<LinkAnswer<Name>> | LinkAnswer<Name>
}

const WORD_BYTES = 24

/** Lets other nodes of the installation place receivers of their lessons here. */
export function serveLinks(namespace: Namespace, options: LinkServerOptions): void {
  namespace.on('connection', (socket) => serveLink(socket, options))
}

function serveLink(socket: Socket, options: LinkServerOptions): void {
  const word = randomBytes(WORD_BYTES).toString('base64url')
  const seal = new Seal(options.secret, { word, isCaller: false })
  const edges = new Map<string, HostedEdge>()
  const handlers = handlersOf(edges, {
    ...options,
    notify: (event) => socket.emit('event', seal.seal(event)),
  })
  // A client that sends nothing valid is disconnected soon.
  const watch = setTimeout(() => socket.disconnect(true), NODE_LINK_PING_MS + NODE_LINK_PATIENCE_MS)
  socket.on('ask', (message: unknown, acknowledge: unknown) => {
    const asked = open(message, seal)
    if (!asked || typeof acknowledge !== 'function') {
      options.logger.warn({ event: 'link-refused' })
      return socket.disconnect(true)
    }
    watch.refresh()
    void run(asked, handlers, options.logger).then((reply) => void acknowledge(seal.seal(reply)))
  })
  socket.on('disconnect', () => {
    clearTimeout(watch)
    for (const edge of edges.values()) edge.close()
    if (edges.size > 0) options.logger.warn({ event: 'link-lost', edges: edges.size })
  })
  socket.emit('word', word)
}

function open(message: unknown, seal: Seal) {
  try {
    return linkAsked.parse(seal.open(sealedMessage.parse(message).sealed))
  } catch {
    // Not sealed by a node of this installation: do not answer.
    return undefined
  }
}

async function run(asked: { name: LinkRequestName; request: unknown }, handlers: Handlers, logger: Logger) {
  try {
    const request: unknown = LINK_REQUESTS[asked.name].request.parse(asked.request)
    const handle = handlers[asked.name] as (request: unknown) => unknown
    return { ok: true as const, answer: await handle(request) }
  } catch (error) {
    if (error instanceof EdgeFull) return { ok: false as const, reason: 'full' as const }
    logger.warn({ event: 'link-request-failed', request: asked.name, error: String(error) })
    return { ok: false as const, reason: 'failed' as const }
  }
}

function handlersOf(edges: Map<string, HostedEdge>, options: EdgeOptions): Handlers {
  const find = (holds: (edge: HostedEdge) => boolean): HostedEdge => {
    const edge = [...edges.values()].find(holds)
    if (!edge) throw new Error('no such edge')
    return edge
  }
  const edgeOf = (edgeId: string) => find((edge) => edge.edgeId === edgeId)
  const withTransport = (transportId: string) => find((edge) => edge.hasTransport(transportId))
  const consumerOf = (id: string) => find((edge) => edge.hasConsumer(id)).getConsumer(id)
  return {
    'link:ping': () => ({}),
    'edge:open': async ({ end }) => {
      const edge = await HostedEdge.open(options, end)
      edges.set(edge.edgeId, edge)
      return { edgeId: edge.edgeId, end: edge.end }
    },
    'edge:carry': async (request) => {
      await edgeOf(request.edgeId).carry(request)
      return {}
    },
    'edge:pause': async ({ edgeId, producerId, paused }) => {
      await edgeOf(edgeId).pause(producerId, paused)
      return {}
    },
    'edge:drop': ({ edgeId, producerId }) => {
      edgeOf(edgeId).drop(producerId)
      return {}
    },
    'edge:load': ({ edgeId, packetsPerSecond }) => {
      edgeOf(edgeId).setLoad(packetsPerSecond)
      return {}
    },
    'edge:close': ({ edgeId }) => {
      edges.get(edgeId)?.close()
      edges.delete(edgeId)
      return {}
    },
    'transport:open': async ({ edgeId }) => (await edgeOf(edgeId).openTransport()).info,
    'transport:connect': async ({ transportId, dtlsParameters }) => {
      await withTransport(transportId).getTransport(transportId).connect(dtlsParameters)
      return {}
    },
    'transport:restart': async ({ transportId }) => ({
      iceParameters: await withTransport(transportId).getTransport(transportId).restartIce(),
    }),
    'transport:close': ({ transportId }) => {
      withTransport(transportId).closeTransport(transportId)
      return {}
    },
    'consumer:open': async (request) => {
      const consumer = await withTransport(request.transportId).consume(request)
      const { id: consumerId, kind, isProducerPaused, layer } = consumer
      const rtpParameters = consumer.rtpParameters as unknown as LinkAnswer<'consumer:open'>['rtpParameters']
      return { consumerId, kind, rtpParameters, isProducerPaused, layer }
    },
    'consumer:pause': async ({ consumerId, paused }) => {
      const consumer = consumerOf(consumerId)
      await (paused ? consumer.pause() : consumer.resume())
      return {}
    },
    'consumer:prefer': async ({ consumerId, layers }) => {
      await consumerOf(consumerId).preferLayers(layers)
      return {}
    },
    'consumer:close': ({ consumerId }) => {
      consumerOf(consumerId).close()
      return {}
    },
  }
}
