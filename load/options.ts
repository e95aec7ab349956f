import { parseArgs } from 'node:util'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { CAMERA_ENCODINGS } from '@/protocol/media-profile'

import type { SrtpProfile } from './dtls/key-material'
import { SPEAKING_PATTERNS, type SpeakingPattern } from './endpoint/talk'

/** The options of a run; units are in the names. */
export type LoadOptions = {
  /** Null: the address from the installation's settings. */
  url: string | null
  lessons: number
  classrooms: number
  doClassroomsSend: boolean
  phones: Record<ViewMode, number>
  channels: number
  channelListenersPercent: number
  guests: number
  cameraKbps: number[]
  cameraFps: number
  voiceMs: number
  speaking: SpeakingPattern
  slideSeconds: number
  /** As in other systems: audio in frames of 20 ms, slides as a video. */
  hasUsualSettings: boolean
  joinsPerSecond: number
  seconds: number
  churnPercentPerMinute: number
  dropsPerMinute: number
  dropSeconds: number
  lossPercent: number
  /** How many requests for a key frame get lost, for each camera and layer, before one arrives. */
  lostRequests: number
  processes: number
  /**
   * How many listeners share a process with those who teach and are the only ones to measure delays; 0: all measure.
   */
  observers: number
  sampleEvery: number
  srtpProfiles: SrtpProfile[]
  workerPids: number[]
  jsonFile: string | null
  promises: Promises
}

/** The targets of the run; null where there is none. */
export type Promises = {
  maxLossPercent: number | null
  maxP99Ms: number | null
  maxJoinP95Ms: number | null
  maxBackP95Ms: number | null
}

/** Invalid command line; the message names the option and the reason. */
export class OptionError extends Error {}

const OPTIONS = {
  url: { type: 'string' },
  lessons: { type: 'string', default: '1' },
  classrooms: { type: 'string', default: '3' },
  'rooms-send': { type: 'string', default: 'yes' },
  phones: { type: 'string', default: 'audio=10,small=10,everything=10' },
  channels: { type: 'string', default: '0' },
  'channel-listeners': { type: 'string', default: '50' },
  guests: { type: 'string', default: '0' },
  'camera-kbps': { type: 'string', default: CAMERA_ENCODINGS.map((one) => one.maxBitrate / 1_000).join(',') },
  'camera-fps': { type: 'string', default: '24' },
  'voice-ms': { type: 'string', default: '60' },
  speaking: { type: 'string', default: 'talk' },
  'slide-seconds': { type: 'string', default: '20' },
  'usual-settings': { type: 'boolean', default: false },
  'joins-per-second': { type: 'string', default: '30' },
  seconds: { type: 'string', default: '60' },
  churn: { type: 'string', default: '0' },
  drops: { type: 'string', default: '0' },
  'drop-seconds': { type: 'string', default: '4' },
  loss: { type: 'string', default: '0' },
  'lost-requests': { type: 'string', default: '0' },
  processes: { type: 'string', default: '1' },
  observers: { type: 'string', default: '0' },
  sample: { type: 'string', default: '50' },
  srtp: { type: 'string', default: 'any' },
  'worker-pids': { type: 'string' },
  json: { type: 'string' },
  'max-loss': { type: 'string' },
  'max-p99-ms': { type: 'string' },
  'max-join-p95-ms': { type: 'string' },
  'max-back-p95-ms': { type: 'string' },
} as const

const CAMERA_LAYERS_MAX = 3

function readObservers(observers: number, processes: number): number {
  if (observers === 0 || processes > 1) return observers
  throw new OptionError('--observers needs --processes 2 or more: observers have a process to themselves.')
}

/** Parses the command line. @throws OptionError with a sentence that names the option. */
export function parseOptions(args: readonly string[]): LoadOptions {
  const values = readValues(args)
  const number = (name: keyof typeof OPTIONS, range: Range) => readNumber(name, String(values[name]), range)
  const promise = (name: keyof typeof OPTIONS, range: Range) =>
    values[name] === undefined ? null : number(name, range)
  const hasUsualSettings = values['usual-settings'] === true
  const processes = number('processes', { lowest: 1, highest: 64 })
  return {
    url: values.url === undefined ? null : readUrl(values.url),
    lessons: number('lessons', { lowest: 1, highest: 1_000 }),
    classrooms: number('classrooms', { lowest: 0, highest: 1_000 }),
    doClassroomsSend: readChoice('rooms-send', values['rooms-send'], ['yes', 'no']) === 'yes',
    phones: readPhones(values.phones),
    channels: number('channels', { lowest: 0, highest: 20 }),
    channelListenersPercent: number('channel-listeners', { lowest: 0, highest: 100 }),
    guests: number('guests', { lowest: 0, highest: 20 }),
    cameraKbps: readLayers(values['camera-kbps']),
    cameraFps: number('camera-fps', { lowest: 1, highest: 60 }),
    voiceMs: hasUsualSettings ? 20 : Number(readChoice('voice-ms', values['voice-ms'], ['20', '60'])),
    speaking: readChoice('speaking', values.speaking, SPEAKING_PATTERNS),
    slideSeconds: number('slide-seconds', { lowest: 1, highest: 3_600 }),
    hasUsualSettings,
    joinsPerSecond: number('joins-per-second', { lowest: 0.1, highest: 1_000, isFraction: true }),
    seconds: number('seconds', { lowest: 1, highest: 86_400 }),
    churnPercentPerMinute: number('churn', { lowest: 0, highest: 600, isFraction: true }),
    dropsPerMinute: number('drops', { lowest: 0, highest: 6_000, isFraction: true }),
    dropSeconds: number('drop-seconds', { lowest: 0.5, highest: 60, isFraction: true }),
    lossPercent: number('loss', { lowest: 0, highest: 90, isFraction: true }),
    lostRequests: number('lost-requests', { lowest: 0, highest: 100 }),
    processes,
    observers: readObservers(number('observers', { lowest: 0, highest: 1_000 }), processes),
    sampleEvery: number('sample', { lowest: 1, highest: 100_000 }),
    srtpProfiles: readProfiles(values.srtp),
    workerPids: readPids(values['worker-pids']),
    jsonFile: values.json ?? null,
    promises: {
      maxLossPercent: promise('max-loss', { lowest: 0, highest: 100, isFraction: true }),
      maxP99Ms: promise('max-p99-ms', { lowest: 0, highest: 60_000, isFraction: true }),
      maxJoinP95Ms: promise('max-join-p95-ms', { lowest: 0, highest: 60_000, isFraction: true }),
      maxBackP95Ms: promise('max-back-p95-ms', { lowest: 0, highest: 60_000, isFraction: true }),
    },
  }
}

function readValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values
  } catch (cause) {
    throw new OptionError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

type Range = { lowest: number; highest: number; isFraction?: boolean }

function readNumber(name: string, text: string, { lowest, highest, isFraction = false }: Range): number {
  const value = (isFraction ? /^\d+(\.\d+)?$/ : /^\d+$/).test(text) ? Number(text) : Number.NaN
  if (value >= lowest && value <= highest) return value
  const kind = isFraction ? 'a number' : 'a whole number'
  throw new OptionError(`--${name} must be ${kind} from ${lowest} to ${highest}, but it is "${text}".`)
}

function readChoice<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === text)
  if (choice !== undefined) return choice
  throw new OptionError(`--${name} must be one of ${choices.join(', ')}, but it is "${text}".`)
}

function readUrl(text: string): string {
  const url = text.replace(/^ws/, 'http').replace(/\/+$/, '')
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new OptionError(`--url must begin with http://, https://, ws:// or wss://, but it is "${text}".`)
}

/** As `audio=100,small=50`; a mode that is not named has none. */
function readPhones(text: string): Record<ViewMode, number> {
  const phones: Record<ViewMode, number> = { audio: 0, small: 0, everything: 0 }
  for (const part of text === '' ? [] : text.split(',')) {
    const [name = '', count = ''] = part.split('=')
    const mode = readChoice('phones', name, VIEW_MODES)
    phones[mode] = readNumber('phones', count, { lowest: 0, highest: 10_000 })
  }
  return phones
}

function readLayers(text: string): number[] {
  const layers = text.split(',').map((part) => readNumber('camera-kbps', part, { lowest: 10, highest: 5_000 }))
  if (layers.length <= CAMERA_LAYERS_MAX && layers.every((kbps, index) => kbps >= (layers[index - 1] ?? 0)))
    return layers
  throw new OptionError(`--camera-kbps takes up to three layers, the smallest first, but it is "${text}".`)
}

function readProfiles(text: string): SrtpProfile[] {
  const choice = readChoice('srtp', text, ['any', '128', '256'])
  if (choice === 'any') return [7, 8]
  return choice === '128' ? [7] : [8]
}

function readPids(text: string | undefined): number[] {
  if (text === undefined) return []
  return text.split(',').map((part) => readNumber('worker-pids', part, { lowest: 1, highest: 2 ** 22 }))
}
