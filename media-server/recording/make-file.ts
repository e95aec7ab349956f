import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { RecordedSegment, RecordedSlide, Timeline } from '@/domain/recordings/timeline'

import { Ffmpeg, probe } from './ffmpeg'
import type { RecordingEntry } from './recording-log'
import { segmentName } from './segment'

export const RECORDING_FILE = 'recording.webm'

type Part = { path: string; atMs: number; durationMs: number; hasPicture: boolean }
type Found = Extract<RecordingEntry, { what: 'segment' }>

export type MadeFile = { durationMs: number; bytes: number; timeline: Timeline; startedAtMs: number; endedAtMs: number }

/** Black before each segment without a picture, so that the previous picture does not stay on the screen. */
const BLACK_MS = 200
const SLIDES_MAX = 1_000
const NOTHING_YET = [
  ...['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo', '-f', 'lavfi', '-i', 'color=black:s=640x360:r=25'],
  ...['-map', '0:a', '-map', '1:v', '-t', '0.2', '-c:a', 'libopus', '-c:v', 'libvpx'],
]

/**
 * Concatenates all segments into one file; its timeline says where each of them is. The picture is copied; the sound is
 * re-encoded, with silence where nothing was sent, so that the two cannot drift apart.
 * @returns null when nothing was recorded.
 */
export async function makeFile(folder: string, entries: readonly RecordingEntry[]): Promise<MadeFile | null> {
  const parts: Part[] = []
  for (const found of entries) {
    if (found.what !== 'segment') continue
    const part = await readPart(folder, found)
    if (part) parts.push(part)
  }
  const [first] = parts
  const last = parts.at(-1)
  if (!first || !last) return null
  const black = join(folder, 'black.mkv')
  await new Ffmpeg([...NOTHING_YET, '-f', 'matroska', '-y', black]).finish()
  const listPath = join(folder, 'list.txt')
  await writeFile(listPath, listOf(parts, black), { mode: 0o600 })
  const path = join(folder, RECORDING_FILE)
  await new Ffmpeg([
    ...['-f', 'concat', '-safe', '0', '-i', listPath, '-map', '0:a', '-map', '0:v', '-c:v', 'copy'],
    ...['-af', 'aresample=async=1:first_pts=0', '-c:a', 'libopus', '-b:a', '32k', '-ac', '1'],
    ...['-f', 'webm', '-cues_to_front', '1', '-y', `${path}.part`],
  ]).finish()
  const { durationMs } = await probe(`${path}.part`)
  const { size: bytes } = await stat(`${path}.part`)
  await rename(`${path}.part`, path)
  await Promise.all([...parts.map((part) => part.path), black, listPath].map((one) => rm(one, { force: true })))
  const timeline = { segments: placed(parts), slides: slidesOf(entries) }
  return { durationMs, bytes, timeline, startedAtMs: first.atMs, endedAtMs: last.atMs + last.durationMs }
}

/** A segment with a sound track, a start and a length; null when it is empty. */
async function readPart(folder: string, { segment, hasVoice, hasPicture }: Found): Promise<Part | null> {
  const raw = join(folder, segmentName(segment))
  const path = join(folder, `${segment}.part.mkv`)
  try {
    const { startMs } = await probe(raw)
    const sound = hasVoice
      ? ['-map', '0:a']
      : ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo', '-map', '1:a', '-shortest']
    const codecs = hasVoice ? ['-c', 'copy'] : ['-c:v', 'copy', '-c:a', 'libopus']
    const args = ['-i', raw, ...sound, ...(hasPicture ? ['-map', '0:v'] : []), ...codecs, '-f', 'matroska', '-y', path]
    await new Ffmpeg(args).finish()
    const { durationMs } = await probe(path)
    return startMs > 0 && durationMs > 0 ? { path, atMs: startMs, durationMs, hasPicture } : null
  } catch (error) {
    // It ended before any packet arrived. On a full disk, in contrast, the file is made later.
    if (await isEmpty(raw)) return null
    throw error
  }
}

async function isEmpty(path: string): Promise<boolean> {
  return (await stat(path).catch(() => ({ size: 0 }))).size < 1_000
}

function listOf(parts: readonly Part[], black: string): string {
  const lines = withBlack(parts).flatMap((one) =>
    one === 'black'
      ? [`file '${black}'`, `duration ${BLACK_MS}ms`]
      : [`file '${one.path}'`, `duration ${one.durationMs}ms`],
  )
  return ['ffconcat version 1.0', ...lines, ''].join('\n')
}

/** The first input determines the tracks, so it is black even if a picture follows immediately. */
function withBlack(parts: readonly Part[]): (Part | 'black')[] {
  return parts.flatMap((part, index) => (index === 0 || !part.hasPicture ? ['black' as const, part] : [part]))
}

function placed(parts: readonly Part[]): RecordedSegment[] {
  const segments: RecordedSegment[] = []
  let fileMs = 0
  for (const one of withBlack(parts)) {
    if (one !== 'black')
      segments.push({ atMs: one.atMs, durationMs: one.durationMs, fileMs, hasPicture: one.hasPicture })
    fileMs += one === 'black' ? BLACK_MS : one.durationMs
  }
  return segments
}

function slidesOf(entries: readonly RecordingEntry[]): RecordedSlide[] {
  const slides = entries.flatMap((entry): RecordedSlide[] => {
    if (entry.what !== 'slide') return []
    const { atMs, slide } = entry
    if (!slide || slide.isBlack) return [{ atMs, slide: null }]
    return [
      { atMs, slide: { materialId: slide.materialId, slideNumber: slide.slideNumber, slideCount: slide.slideCount } },
    ]
  })
  return slides.slice(0, SLIDES_MAX)
}
