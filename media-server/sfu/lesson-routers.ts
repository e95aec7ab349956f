import type { AudioLevelObserver, Router } from 'mediasoup/types'

import type { Cascade, OpenCascade } from './cascade'
import type { CarryLimits } from './choose-branch'
import { PeerMedia, type PeerMediaEvents } from './peer-media'
import type { RouterSlot } from './receiving'
import { RouterTree } from './router-tree'
import type { WorkerPool } from './worker-pool'

export type LessonRoutersOptions = {
  lessonId: string
  pool: WorkerPool
  limits: CarryLimits
  openCascade: OpenCascade
}

export type LessonRoutersEvents = {
  /** A worker or another node died: these places are lost, and their peers have no media. */
  onLost: (places: readonly RouterSlot[]) => void
  /** The producers that are heard right now, loudest first; empty when it is quiet. */
  onVoices: (producerIds: string[]) => void
}

const VOICES_MAX = 10
const VOICE_THRESHOLD_DBVO = -50
const VOICES_EVERY_MS = 800

/** Packets per second that a receiver is expected to cost before there is a measurement: a voice and a camera. */
const EXPECTED_AT_LEAST = 60

type Planted = { tree: RouterTree; levels: AudioLevelObserver }

/** The routers of one lesson: its tree, created again when the worker of its root dies. */
export class LessonRouters {
  readonly #pool: WorkerPool
  readonly #limits: CarryLimits
  readonly #events: LessonRoutersEvents
  readonly #cascade: Cascade
  #planted: Promise<Planted> | undefined
  #load = { packetsPerSecond: 0, branches: 0 }
  #closed = false

  constructor({ lessonId, pool, limits, openCascade }: LessonRoutersOptions, events: LessonRoutersEvents) {
    this.#pool = pool
    this.#limits = limits
    this.#events = events
    this.#cascade = openCascade(lessonId, (places) => {
      if (!this.#closed) events.onLost(places)
    })
  }

  /** The router that everybody sends to. */
  async home(): Promise<Router> {
    return (await this.#tree()).root.router
  }

  /** Its packets per second, and its routers. */
  get load(): { packetsPerSecond: number; branches: number } {
    return this.#load
  }

  /** Transports for one more peer: it sends to the root router, and receives where there is capacity. */
  async openMedia(events: PeerMediaEvents): Promise<PeerMedia> {
    const tree = await this.#tree()
    const slot = (await tree.tryAllocate()) ?? (await this.#cascade.allocate(tree.root)) ?? tree.allocateLeastLoaded()
    try {
      return await PeerMedia.create({ home: tree.root.placed, slot }, events)
    } catch (error) {
      slot.release()
      throw error
    }
  }

  /** Counts what each branch sends. Peers that have not entered are counted as if they had. */
  async measure(peers: readonly { media: PeerMedia; isEntered: boolean }[]): Promise<void> {
    if (!this.#planted) return
    const tree = await this.#tree()
    const sent = await Promise.all(peers.map(({ media }) => media.measureRates()))
    const rates = new Map(sent.flat().map((one) => [one.producerId, one.rates]))
    const costs = peers.flatMap(({ media, isEntered }) =>
      isEntered ? [{ slot: media.slot, cost: costOf(media, rates) }] : [],
    )
    const average = sum(costs.map((one) => one.cost)) / Math.max(1, costs.length)
    const expected = Math.max(average, EXPECTED_AT_LEAST)
    const loads = new Map<RouterSlot, number>()
    for (const { media, isEntered } of peers) {
      const cost = isEntered ? costOf(media, rates) : expected
      loads.set(media.slot, (loads.get(media.slot) ?? 0) + cost)
    }
    tree.setLoads(loads, expected)
    this.#cascade.setLoads(loads)
    const branches = tree.branches.length + this.#cascade.edges
    this.#load = { packetsPerSecond: sum([...loads.values()]), branches }
  }

  /** Listens for speakers. A producer that is gone by now is no error. */
  async watchVoice(producerId: string): Promise<void> {
    const planted = await this.#planted
    await planted?.levels.addProducer({ producerId }).catch(ignoreGone)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cascade.close()
    void this.#planted?.then(({ tree }) => tree.close(), ignoreUnplanted)
  }

  async #tree(): Promise<RouterTree> {
    this.#planted ??= this.#plant()
    return (await this.#planted).tree
  }

  async #plant(): Promise<Planted> {
    try {
      const root = await this.#pool.createRouter()
      const tree = new RouterTree({
        root,
        pool: this.#pool,
        limits: this.#limits,
        expected: EXPECTED_AT_LEAST,
        onLost: (branches) => {
          if (branches.includes(tree.root)) this.#planted = undefined
          if (!this.#closed) this.#events.onLost(branches)
        },
      })
      const levels = await root.router.createAudioLevelObserver({
        maxEntries: VOICES_MAX,
        threshold: VOICE_THRESHOLD_DBVO,
        interval: VOICES_EVERY_MS,
      })
      levels.on('volumes', (volumes) => this.#events.onVoices(volumes.map((one) => one.producer.id)))
      levels.on('silence', () => this.#events.onVoices([]))
      return { tree, levels }
    } catch (error) {
      this.#planted = undefined
      throw error
    }
  }
}

/** Packets per second that one viewer receives. */
function costOf(media: PeerMedia, rates: ReadonlyMap<string, readonly number[]>): number {
  return sum(media.flows.map(({ producerId, layer }) => rates.get(producerId)?.[layer] ?? 0))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** A tree that was never created needs no closing; the caller got the error. */
function ignoreUnplanted(): void {}
/** A producer that closed before it could be observed. */
function ignoreGone(): void {}
