import type { Router } from 'mediasoup/types'
import type { Logger } from 'pino'

import type { LiveState } from '@/domain/live-lesson/state'
import type { LiveView } from '@/domain/live-lesson/view'
import { nowMs } from '../clock'
import { isDiskFull } from './free-space'
import { recordingIdOf } from './recording-id'
import type { OpenRecording, Recordings } from './recordings'
import { Segment, type RecordedSources } from './segment'

export type RecordingProblem = NonNullable<LiveView['recording']>['problem']

export type RecorderOptions = {
  lessonId: string
  recordings: Recordings
  logger: Logger
  router: () => Promise<Router>
  state: () => LiveState
  /** The communicator's present producers. */
  sources: () => RecordedSources
  onProblem: (problem: RecordingProblem) => void
}

type Running = { key: string; segment: Segment; number: number }

const AGAIN_AFTER_MS = 1_000
const LOOK_EVERY_MS = 2_000
/**
 * After a reconnect the communicator's audio comes first and the picture a moment later: wait, so that one segment has
 * both.
 */
const SETTLE_MS = 250

/** Records one lesson according to its live state: a new segment whenever the producers change, or one of them dies. */
export class Recorder {
  readonly #options: RecorderOptions
  #recording: { id: string; open: Promise<OpenRecording> } | undefined
  #running: Running | undefined
  #turn: Promise<void> | undefined
  #again: NodeJS.Timeout | undefined
  #look: NodeJS.Timeout | undefined
  #slideTold: string | undefined
  #closed = false

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** The picture's producer that is being recorded. */
  get picture(): string | undefined {
    return this.#wanted()?.camera
  }

  /** Something may have changed: adapts the recording to the lesson. */
  follow(): void {
    if (this.#closed) return
    this.#noteSlide()
    this.#turn ??= this.#work().finally(() => (this.#turn = undefined))
  }

  /** Ends the current segment; the recording stays open, and continues after a restart. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#again)
    clearTimeout(this.#look)
    await this.#turn
    await this.#end()
  }

  #id(): string | undefined {
    const { recording } = this.#options.state()
    return recording ? recordingIdOf(this.#options.lessonId, recording.sinceMs) : undefined
  }

  /** Nothing is recorded in a break, or while the communicator visits a group: that is not for everybody. */
  #wanted(): RecordedSources | undefined {
    const { recording, lesson, groups } = this.#options.state()
    if (!recording || recording.problem === 'disk-full' || lesson.phase !== 'live' || lesson.breakTime || groups) return
    const sources = this.#options.sources()
    return sources.microphone === undefined && sources.camera === undefined ? undefined : sources
  }

  #wantedKey(): string | undefined {
    const wanted = this.#wanted()
    const id = this.#id()
    return wanted && id && `${id}/${wanted.microphone ?? ''}/${wanted.camera ?? ''}`
  }

  async #work(): Promise<void> {
    for (;;) {
      const id = this.#id()
      if (this.#running && this.#running.key !== this.#wantedKey()) await this.#end()
      else if (this.#recording && this.#recording.id !== id) await this.#finish()
      else if (!this.#closed && !this.#running && !this.#again && this.#wantedKey() !== undefined) await this.#begin()
      else if (id !== undefined && this.#mayOpen()) await this.#open(id)
      else return
    }
  }

  /** If the disk refused the folder, it is retried later, or when the communicator starts again. */
  #mayOpen(): boolean {
    const problem = this.#options.state().recording?.problem
    return !this.#closed && !this.#recording && !this.#again && problem !== 'disk-full'
  }

  async #open(id: string): Promise<OpenRecording | undefined> {
    const { recordings, lessonId, state } = this.#options
    try {
      this.#recording ??= { id, open: recordings.open(id, { lessonId, atMs: nowMs() }) }
      const opened = await this.#recording.open
      if (this.#slideTold === undefined) {
        this.#slideTold = JSON.stringify(state().slide)
        await opened.log.append({ what: 'slide', atMs: nowMs(), slide: state().slide })
      }
      return opened
    } catch (error) {
      this.#recording = undefined
      this.#fail(error)
      return undefined
    }
  }

  async #begin(): Promise<void> {
    const { recordings, router, logger } = this.#options
    const id = this.#id()
    const key = this.#wantedKey()
    const sources = this.#wanted()
    if (id === undefined || key === undefined || !sources) return
    const opened = await this.#open(id)
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    if (!opened || this.#closed || this.#wantedKey() !== key) return
    try {
      if (!(await recordings.hasSession())) return this.#say('disk-full')
      const number = opened.nextSegment()
      const { folder } = opened
      const hasPicture = sources.camera !== undefined
      const hasVoice = sources.microphone !== undefined
      await opened.log.append({ what: 'segment', atMs: nowMs(), segment: number, hasVoice, hasPicture })
      const segment = await Segment.begin({ router: await router(), folder, segment: number, sources })
      const running = { key, segment, number }
      this.#running = running
      logger.info({ event: 'segment-begun', recordingId: id, segment: number, hasPicture })
      void segment.ended.then((end) => this.#ended(running, end))
      this.#lookLater()
    } catch (error) {
      this.#fail(error)
    }
  }

  async #end(): Promise<void> {
    const running = this.#running
    if (!running) return
    this.#running = undefined
    await running.segment.end()
    const opened = await this.#recording?.open
    await opened?.log
      .append({ what: 'segment-ended', atMs: nowMs(), segment: running.number })
      .catch((error: unknown) => this.#fail(error))
  }

  async #finish(): Promise<void> {
    const done = this.#recording
    this.#recording = undefined
    this.#slideTold = undefined
    clearTimeout(this.#again)
    this.#again = undefined
    await done?.open.catch(ignoreSaid)
    if (done) this.#options.recordings.finish(done.id)
  }

  #ended(running: Running, end: { wasAsked: boolean; isDiskFull: boolean; isMissing: boolean }): void {
    if (this.#running !== running) return
    this.#running = undefined
    // The recorded producer is gone: that is not a fault of the recording.
    if (running.key !== this.#wantedKey()) return this.follow()
    this.#options.logger.error({ event: 'segment-died', segment: running.number, ...end })
    void this.#options.recordings.hasSession().then((hasSession) => {
      if (end.isDiskFull || !hasSession) this.#say('disk-full')
      else this.#fail(new Error(end.isMissing ? 'ffmpeg is not installed' : 'ffmpeg ended'))
    })
  }

  #fail(error: unknown): void {
    this.#options.logger.error({ event: 'recording-failed', error: String(error) })
    if (isDiskFull(error)) return this.#say('disk-full')
    this.#say('stopped')
    if (this.#closed) return
    this.#again ??= setTimeout(() => {
      this.#again = undefined
      this.follow()
    }, AGAIN_AFTER_MS)
  }

  #say(problem: RecordingProblem): void {
    if (this.#options.state().recording) this.#options.onProblem(problem)
  }

  /** While a segment is running, all is well as long as there is free space. */
  #lookLater(): void {
    clearTimeout(this.#look)
    this.#look = setTimeout(() => {
      if (!this.#running || this.#closed) return
      void this.#options.recordings.hasSession().then((hasSession) => {
        if (!this.#running) return
        this.#say(hasSession ? null : 'disk-full')
        this.#lookLater()
      })
    }, LOOK_EVERY_MS)
  }

  #noteSlide(): void {
    const { slide, recording } = this.#options.state()
    if (!recording || !this.#recording || this.#slideTold === undefined) return
    const shown = JSON.stringify(slide)
    if (shown === this.#slideTold) return
    this.#slideTold = shown
    const atMs = nowMs()
    void this.#recording.open
      .then((opened) => opened.log.append({ what: 'slide', atMs, slide }))
      .catch((error: unknown) => this.#fail(error))
  }
}

/** The code that opened it has reported the error. */
function ignoreSaid(): void {}
