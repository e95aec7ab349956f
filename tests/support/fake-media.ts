import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Whose camera and microphone: each has its own mark in the picture and its own tones. */
export const SENDERS = {
  hub: { mark: 1, tonesHz: [440, 620], width: 640, height: 360 },
  classroom: { mark: 2, tonesHz: [900, 1_150], width: 320, height: 240 },
  home: { mark: 3, tonesHz: [1_600, 2_000], width: 320, height: 240 },
} as const
export type Sender = keyof typeof SENDERS

/** Ten show that a picture moves, in order; what measures pictures asks for more in vitest.config.ts. */
const FRAMES_PER_SECOND = Number(process.env.CAMERA_FRAMES_PER_SECOND ?? 10)
/** Frames are numbered from 0 to this minus one, then again; 3 x 3 blocks carry 7 bits of number and 2 of mark. */
export const FRAME_COUNT = 128
const GRID = 3
const SAMPLE_RATE = 48_000
const SECONDS = 6
const SYLLABLE_SECONDS = 0.28
const PAUSE_SECONDS = 0.12

export type FakeMedia = { videoPath: string; audioPath: string }

/**
 * Generates, once per machine, a camera that plays numbered frames and a microphone that plays known syllables of tone.
 */
export async function makeFakeMedia(sender: Sender): Promise<FakeMedia> {
  const folder = path.join(tmpdir(), `samsal-fake-media-2-${FRAMES_PER_SECOND}`)
  await mkdir(folder, { recursive: true })
  const videoPath = path.join(folder, `${sender}.y4m`)
  const audioPath = path.join(folder, `${sender}.wav`)
  if (!existsSync(videoPath)) await writeWhole(videoPath, makeVideo(sender))
  if (!existsSync(audioPath)) await writeWhole(audioPath, makeAudio(sender))
  return { videoPath, audioPath }
}

async function writeWhole(target: string, bytes: Buffer): Promise<void> {
  const temporary = `${target}.${process.pid}`
  await writeFile(temporary, bytes)
  await rename(temporary, target)
}

function makeVideo(sender: Sender): Buffer {
  const { mark, width, height } = SENDERS[sender]
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`)
  const frames = Array.from({ length: FRAME_COUNT }, (_, number) => makeFrame({ number, mark, width, height }))
  return Buffer.concat([header, ...frames])
}

type Frame = { number: number; mark: number; width: number; height: number }

/**
 * Bright and dark blocks, row by row: the mark's two bits first, then the number's seven. Hues distinguish senders for
 * the eye.
 */
function makeFrame({ number, mark, width, height }: Frame): Buffer {
  const code = (mark << 7) | number
  const luma = Buffer.alloc(width * height, 60)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * GRID) / height)
    for (let column = 0; column < GRID; column += 1) {
      const bit = (code >> (GRID * GRID - 1 - (row * GRID + column))) & 1
      const from = Math.floor((column * width) / GRID) + 3
      const to = Math.floor(((column + 1) * width) / GRID) - 3
      luma.fill(bit ? 210 : 40, y * width + from, y * width + to)
    }
  }
  const chroma = (width / 2) * (height / 2)
  return Buffer.concat([
    Buffer.from('FRAME\n'),
    luma,
    Buffer.alloc(chroma, 100 + mark * 15),
    Buffer.alloc(chroma, 150 - mark * 15),
  ])
}

/**
 * Short syllables of two alternating tones with pauses between, so that noise suppression does not take them for a hum.
 */
function makeAudio(sender: Sender): Buffer {
  const { tonesHz } = SENDERS[sender]
  const samples = new Int16Array(SAMPLE_RATE * SECONDS)
  const beat = SYLLABLE_SECONDS + PAUSE_SECONDS
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / SAMPLE_RATE
    const inBeat = at % beat
    const toneHz = tonesHz[Math.floor(at / beat) % tonesHz.length] ?? 0
    const swell = inBeat < SYLLABLE_SECONDS ? Math.sin((Math.PI * inBeat) / SYLLABLE_SECONDS) : 0
    samples[index] = Math.round(14_000 * swell * Math.sin(2 * Math.PI * toneHz * at))
  }
  const data = Buffer.from(samples.buffer)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
