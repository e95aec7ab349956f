import { createWorker } from 'mediasoup'
import type {
  DtlsParameters as WorkerDtlsParameters,
  RtpCapabilities as WorkerRtpCapabilities,
  RtpCodecCapability,
  RtpParameters as WorkerRtpParameters,
} from 'mediasoup/types'
import { expect, test } from 'vitest'

import { makeCertificate } from '@/load/dtls/certificate'
import { BROWSER_CAPABILITIES } from '@/load/endpoint/browser-capabilities'
import { sumStreams } from '@/load/endpoint/endpoint-metrics'
import { MediaEnd } from '@/load/endpoint/media-end'
import { Pacer } from '@/load/transport/pacer'
import { MEDIA_CODECS } from '@/protocol/media-profile'
import type { RtpParameters } from '@/protocol/rtp'

test('a worker driven without our server carries audio and picture from one end to the other', async () => {
  const worker = await createWorker({ workerBin: String(process.env.MEDIASOUP_WORKER_BIN) })
  const pacer = new Pacer()
  const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS as unknown as RtpCodecCapability[] })
  const delays: number[] = []
  const isAuthentic: boolean[] = []
  const errors: Error[] = []
  const makeEnd = () =>
    new MediaEnd({
      ...{ certificate: makeCertificate(Date.now()), profiles: [7], loss: 0, lostRequests: 0, pacer, sampleEvery: 1 },
      samples: {
        onDelay: (_, delayMs) => delays.push(delayMs),
        onSample: (isGood) => isAuthentic.push(isGood),
      },
      onError: (error) => errors.push(error),
    })
  const makeTransport = async (end: MediaEnd) => {
    const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] })
    await transport.connect({ dtlsParameters: end.dtlsParameters as WorkerDtlsParameters })
    return transport
  }
  const sender = makeEnd()
  const sending = await makeTransport(sender)
  const receiver = makeEnd()
  const receiving = await makeTransport(receiver)
  await receiver.receive(receiving)
  await sender.send(
    sending,
    {
      voice: { source: 'microphone', frameMs: 60, bitsPerSecond: 16_000, speaking: 'always' },
      camera: { layersBitsPerSecond: [300_000], framesPerSecond: 24 },
    },
    async (source, parameters, framesOfSender) => {
      const kind = source === 'camera' ? 'video' : 'audio'
      const producer = await sending.produce({ kind, rtpParameters: parameters as unknown as WorkerRtpParameters })
      const rtpCapabilities = BROWSER_CAPABILITIES as unknown as WorkerRtpCapabilities
      const consumer = await receiving.consume({ producerId: producer.id, rtpCapabilities })
      const rtpParameters = consumer.rtpParameters as unknown as RtpParameters
      receiver.receiver.add({ consumerId: consumer.id, kind, rtpParameters, framesOfSender })
    },
  )
  await expect.poll(() => sumStreams(receiver.receiver.all, 'audio').packets, { timeout: 5_000 }).toBeGreaterThan(20)
  await expect.poll(() => sumStreams(receiver.receiver.all, 'video').frames, { timeout: 5_000 }).toBeGreaterThan(20)
  expect(errors).toEqual([])
  expect(isAuthentic).not.toContain(false)
  expect(delays.length).toBeGreaterThan(40)
  expect(sumStreams(receiver.receiver.all, 'video')).toMatchObject({ lost: 0, freezes: 0 })
  for (const end of [sender, receiver]) end.close()
  pacer.close()
  worker.close()
})
