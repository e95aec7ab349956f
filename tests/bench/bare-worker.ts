import { createWorker } from 'mediasoup'
import type {
  DtlsParameters as WorkerDtlsParameters,
  RtpCapabilities as WorkerRtpCapabilities,
  RtpCodecCapability,
  RtpParameters as WorkerRtpParameters,
} from 'mediasoup/types'

import { makeCertificate } from '@/load/dtls/certificate'
import { MediaEnd } from '@/load/endpoint/media-end'
import type { SendPlan } from '@/load/endpoint/media-sending'
import { readUsage } from '@/load/report/process-usage'
import { Pacer } from '@/load/transport/pacer'
import { SOCKET_BUFFERS } from '@/media-server/sfu/worker-pool'
import { MEDIA_CODECS } from '@/protocol/media-profile'
import type { RtpCapabilities, RtpParameters } from '@/protocol/rtp'
import { findFreeMediaPort } from '@/tests/support/ports'

import { pin, WORKER_CORE } from './media-process'

const SETTLE_MS = 2_000

/**
 * One sender and its receivers on a worker that is driven directly, without our code. @returns the worker's CPU time
 * for each packet, in µs.
 */
export async function measureBareWorker(
  plan: SendPlan,
  { receivers, seconds, capabilities }: { receivers: number; seconds: number; capabilities: RtpCapabilities },
): Promise<{ microsPerPacket: number; packetsPerSecond: number }> {
  const worker = await createWorker({ workerBin: String(process.env.MEDIASOUP_WORKER_BIN) })
  const pacer = new Pacer()
  const ends: MediaEnd[] = []
  try {
    pin(worker.pid, String(WORKER_CORE))
    const port = await findFreeMediaPort()
    const webRtcServer = await worker.createWebRtcServer({
      listenInfos: [{ protocol: 'udp', ip: '127.0.0.1', port, ...SOCKET_BUFFERS }],
    })
    const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS as unknown as RtpCodecCapability[] })
    const certificate = makeCertificate(Date.now())
    const open = async () => {
      const end = new MediaEnd({
        ...{ certificate, profiles: [8, 7], loss: 0, lostRequests: 0, pacer, sampleEvery: 50 },
        samples: { onDelay: () => undefined, onSample: () => undefined },
        onError: () => undefined,
      })
      ends.push(end)
      const transport = await router.createWebRtcTransport({ webRtcServer })
      await transport.connect({ dtlsParameters: end.dtlsParameters as WorkerDtlsParameters })
      return { end, transport }
    }
    const sender = await open()
    const producers: { producerId: string; kind: 'audio' | 'video'; framesOfSender: () => number }[] = []
    await sender.end.send(sender.transport, plan, async (source, parameters, framesOfSender) => {
      const kind = source === 'microphone' || source === 'channel' ? 'audio' : 'video'
      const rtpParameters = parameters as unknown as WorkerRtpParameters
      const { id: producerId } = await sender.transport.produce({ kind, rtpParameters })
      producers.push({ producerId, kind, framesOfSender })
    })
    for (let number = 0; number < receivers; number += 1) {
      const { end, transport } = await open()
      await end.receive(transport)
      for (const { producerId, kind, framesOfSender } of producers) {
        const rtpCapabilities = capabilities as unknown as WorkerRtpCapabilities
        const consumer = await transport.consume({ producerId, rtpCapabilities, enableRtx: true })
        const rtpParameters = consumer.rtpParameters as unknown as RtpParameters
        end.receiver.add({ consumerId: consumer.id, kind, rtpParameters, framesOfSender })
      }
    }
    await sleep(SETTLE_MS)
    const look = () => ({
      cpuSeconds: readUsage(worker.pid)?.cpuSeconds ?? 0,
      packets: ends.reduce((sum, end) => sum + end.receiver.packets + end.sent.packets, 0),
    })
    const before = look()
    await sleep(seconds * 1_000)
    const after = look()
    const packets = after.packets - before.packets
    return {
      microsPerPacket: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / packets,
      packetsPerSecond: packets / seconds,
    }
  } finally {
    for (const end of ends) end.close()
    pacer.close()
    worker.close()
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
