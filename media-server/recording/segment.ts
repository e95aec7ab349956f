import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Router } from 'mediasoup/types'

import { RecordingTap, type Tapped } from '../sfu/recording-tap'
import { Ffmpeg, type FfmpegEnd } from './ffmpeg'
import { findFreePortPairs } from './free-ports'

/** Producers that are recorded. */
export type RecordedSources = { microphone: string | undefined; camera: string | undefined }

type SegmentOptions = { router: Router; folder: string; segment: number; sources: RecordedSources }

const PAYLOAD_TYPES = { audio: '100 opus/48000/2', video: '101 VP8/90000' } as const

/** A stretch of sound and picture without interruption, written by one ffmpeg into one file. */
export class Segment {
  readonly #tap: RecordingTap
  readonly #ffmpeg: Ffmpeg
  readonly #pidPath: string
  /** How it ended, whether requested or not. */
  readonly ended: Promise<FfmpegEnd>

  private constructor(tap: RecordingTap, ffmpeg: Ffmpeg, pidPath: string) {
    this.#tap = tap
    this.#ffmpeg = ffmpeg
    this.#pidPath = pidPath
    this.ended = ffmpeg.ended.then(async (end) => {
      tap.close()
      await rm(pidPath, { force: true })
      return end
    })
  }

  static async begin({ router, folder, segment, sources }: SegmentOptions): Promise<Segment> {
    const wanted = [
      ...(sources.microphone === undefined ? [] : [{ producerId: sources.microphone, kind: 'audio' as const }]),
      ...(sources.camera === undefined ? [] : [{ producerId: sources.camera, kind: 'video' as const }]),
    ]
    const ports = await findFreePortPairs(wanted.length)
    const tapped = wanted.map((one, index): Tapped => ({ ...one, port: ports[index] ?? 0 }))
    const tap = await RecordingTap.open(router, tapped)
    try {
      const path = join(folder, segmentName(segment))
      // Created here, with permissions that let nobody else read it.
      await (await open(path, 'a', 0o600)).close()
      const ffmpeg = new Ffmpeg(writerArgs(path), describe(tapped))
      const pidPath = join(folder, `${segment}.pid`)
      const begun = new Segment(tap, ffmpeg, pidPath)
      if (ffmpeg.pid !== undefined) await writeFile(pidPath, String(ffmpeg.pid), { mode: 0o600 })
      await tap.start()
      return begun
    } catch (error) {
      tap.close()
      throw error
    }
  }

  async end(): Promise<void> {
    this.#tap.close()
    await this.#ffmpeg.stop()
    await rm(this.#pidPath, { force: true })
  }
}

export function segmentName(segment: number): string {
  return `${segment}.mkv`
}

/**
 * Packets as they arrive, with wall-clock timestamps in ms: every file knows its time, and sound and picture stay in
 * sync without waiting for sender reports. One cluster per second bounds the loss of a crash.
 */
function writerArgs(path: string): string[] {
  return [
    ...['-protocol_whitelist', 'pipe,udp,rtp', '-use_wallclock_as_timestamps', '1', '-listen_timeout', '0'],
    ...['-analyzeduration', '3000000', '-f', 'sdp', '-i', 'pipe:0', '-map', '0', '-c', 'copy', '-copyts'],
    ...['-f', 'matroska', '-cluster_time_limit', '1000', '-flush_packets', '1', '-y', path],
  ]
}

/** The session as SDP; audio first, as in every file. */
function describe(tapped: readonly Tapped[]): string {
  const lines = tapped.flatMap(({ kind, port }) => {
    const [payloadType] = PAYLOAD_TYPES[kind].split(' ')
    return [`m=${kind} ${port} RTP/AVP ${payloadType}`, `a=rtpmap:${PAYLOAD_TYPES[kind]}`]
  })
  return ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', ...lines, ''].join('\r\n')
}
