import { Device } from 'mediasoup-client'
import type { RtpCapabilities as DeviceCapabilities, Transport } from 'mediasoup-client/types'

import type { TransportPath, NetworkFigures } from '@/domain/checks/assess-check'
import { ROUTER_RTP_CAPABILITIES, VOICE_OPTIONS } from '@/protocol/media-profile'
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@/protocol/rtp'
import {
  SERVER_MESSAGES,
  type ConsumerInfo,
  type ServerMessage,
  type ServerMessageName,
  type TransportInfo,
} from '@/protocol/server-messages'
import { PROTOCOL_VERSION } from '@/protocol/version'

import type { Ticket } from '@/lesson-client/lesson-client'
import { SignalingConnection, type SignalHandlers } from '@/lesson-client/connection/signaling-connection'
import { figuresOf, type NetworkSample } from './figures-of'

export type CheckTracks = { picture: MediaStreamTrack | null; microphone: MediaStreamTrack | null }

/** As much as a good picture in a lesson needs. */
const PICTURE_BPS = 800_000
const CONNECT_MS = 12_000
const SETTLE_MS = 1_500
const MEASURE_MS = 6_000

/**
 * Sends a picture and the microphone to the media server and back over one transport path only, and measures it. Null
 * when it does not connect.
 */
export async function measureNetwork(
  path: TransportPath,
  { ticket, tracks }: { ticket: Ticket; tracks: CheckTracks },
): Promise<NetworkFigures | null> {
  const echo = new EchoClient(path, ticket)
  try {
    await within(CONNECT_MS, echo.open(tracks))
    await pause(SETTLE_MS)
    const before = await echo.sample()
    await pause(MEASURE_MS)
    return figuresOf(before, await echo.sample())
  } catch (error) {
    // A page has no log besides the browser's console; that the path did not connect is the result.
    // oxlint-disable-next-line no-console
    console.warn('samsal: no line by', path, error instanceof Error ? error.message : error)
    return null
  } finally {
    echo.close()
  }
}

/** One peer in a lesson session that contains only this device, over one transport path. */
class EchoClient {
  readonly #path: TransportPath
  readonly #ticket: Ticket
  readonly #device = new Device()
  #signal: SignalingConnection | undefined
  #send: Transport | undefined
  #receive: Transport | undefined

  constructor(path: TransportPath, ticket: Ticket) {
    this.#path = path
    this.#ticket = ticket
  }

  async open(tracks: CheckTracks): Promise<void> {
    await this.#device.load({ routerRtpCapabilities: ROUTER_RTP_CAPABILITIES as DeviceCapabilities })
    const { send, receive, consumers } = await this.#join()
    this.#send = this.#make('send', send)
    this.#receive = this.#make('receive', receive)
    const isSending = connected(this.#send)
    const isReceiving = connected(this.#receive)
    const { picture, microphone } = tracks
    if (microphone) await this.#send.produce({ ...kept('microphone', microphone), codecOptions: VOICE_OPTIONS })
    if (picture) await this.#send.produce({ ...kept('camera', picture), encodings: [{ maxBitrate: PICTURE_BPS }] })
    await Promise.all(consumers.map((info) => this.#consume(info)))
    await Promise.all([isSending, isReceiving])
  }

  async sample(): Promise<NetworkSample> {
    const reports = await Promise.all([this.#send?.getStats(), this.#receive?.getStats()])
    return { atMs: performance.now(), reports: reports.flatMap((report) => [...(report?.values() ?? [])]) }
  }

  close(): void {
    this.#send?.close()
    this.#receive?.close()
    this.#signal?.close()
  }

  #join(): Promise<ServerMessage<'lesson:welcome'>> {
    return new Promise((resolve, reject) => {
      this.#signal = new SignalingConnection({
        url: this.#ticket.mediaUrl,
        handlers: {
          ...ignoreAll(),
          'lesson:welcome': resolve,
          'lesson:closed': ({ reason }) => reject(new Error(reason)),
          'consumer:added': (info) => void this.#consume(info),
        },
        onLost: () => undefined,
        onRefused: (code) => reject(new Error(code)),
        prepareJoin: async () => ({
          url: this.#ticket.mediaUrl,
          request: {
            protocolVersion: PROTOCOL_VERSION,
            ticket: this.#ticket.ticket,
            rtpCapabilities: this.#device.recvRtpCapabilities as RtpCapabilities,
            enter: true,
            mode: 'everything',
          },
        }),
      })
    })
  }

  #make(direction: 'send' | 'receive', info: TransportInfo): Transport {
    const isRelayed = this.#path === 'turn'
    const options = {
      ...info,
      dtlsParameters: info.dtlsParameters as { fingerprints: { algorithm: 'sha-256'; value: string }[] },
      iceCandidates: info.iceCandidates.filter((one) => isRelayed || one.protocol === this.#path) as never[],
      iceServers: isRelayed ? this.#ticket.iceServers : [],
      iceTransportPolicy: isRelayed ? ('relay' as const) : ('all' as const),
    }
    const transport =
      direction === 'send' ? this.#device.createSendTransport(options) : this.#device.createRecvTransport(options)
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      const message = { direction, dtlsParameters: dtlsParameters as DtlsParameters }
      this.#signal?.ask('transport:connect', message).then(() => done(), failed)
    })
    transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const source = appData.source === 'camera' ? 'camera' : 'microphone'
      const message = { source, rtpParameters: rtpParameters as RtpParameters } as const
      this.#signal?.ask('producer:create', message).then(({ producerId }) => done({ id: producerId }), failed)
    })
    return transport
  }

  async #consume(info: ConsumerInfo): Promise<void> {
    await this.#receive?.consume({
      id: info.consumerId,
      producerId: info.producerId,
      kind: info.kind,
      rtpParameters: info.rtpParameters as Parameters<Transport['consume']>[0]['rtpParameters'],
    })
    await this.#signal?.ask('consumer:resume', { consumerId: info.consumerId })
  }
}

function kept(source: 'camera' | 'microphone', track: MediaStreamTrack) {
  return { track, stopTracks: false, appData: { source } }
}

/** A check ignores all other messages. */
function ignoreAll(): SignalHandlers {
  const names = Object.keys(SERVER_MESSAGES) as ServerMessageName[]
  return Object.fromEntries(names.map((name) => [name, () => undefined])) as unknown as SignalHandlers
}

function connected(transport: Transport): Promise<void> {
  return new Promise((resolve, reject) => {
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') resolve()
      else if (state === 'failed') reject(new Error('no path'))
    })
  })
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const tooLong = pause(ms).then(() => Promise.reject(new Error('too long')))
  return Promise.race([work, tooLong])
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
