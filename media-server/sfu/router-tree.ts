import type { Router } from 'mediasoup/types'

import { chooseBranch, parentOf, type BranchChoice, type CarryLimits } from './choose-branch'
import { closeSafely } from './close-safely'
import { makeTransport } from './make-transport'
import { receiveFrom, type RouterSlot, type ReceivingTransport } from './receiving'
import type { PlacedRouter, WorkerPool } from './worker-pool'

/** A router of the lesson, with its receivers. */
export class Branch implements RouterSlot {
  readonly placed: PlacedRouter
  readonly #parent: Branch | undefined
  /** Producers of other routers that are piped to this one, by id. */
  readonly #brought = new Map<string, Promise<void>>()
  receivers = 0

  constructor(placed: PlacedRouter, parent: Branch | undefined) {
    this.placed = placed
    this.#parent = parent
  }

  get router(): Router {
    return this.placed.router
  }

  /** Its packets come through this branch, directly or indirectly. */
  standsOn(other: Branch): boolean {
    return this === other || (this.#parent?.standsOn(other) ?? false)
  }

  async openTransport(): Promise<ReceivingTransport> {
    return receiveFrom(await makeTransport(this.placed))
  }

  ensurePiped(producerId: string): Promise<void> {
    if (!this.#parent) return Promise.resolve()
    const known = this.#brought.get(producerId)
    if (known) return known
    const brought = this.#pipe(producerId, this.#parent)
    this.#brought.set(producerId, brought)
    brought.catch(() => this.#brought.delete(producerId))
    return brought
  }

  release(): void {
    this.receivers -= 1
  }

  async #pipe(producerId: string, parent: Branch): Promise<void> {
    await parent.ensurePiped(producerId)
    const { pipeProducer } = await parent.router.pipeToRouter({ producerId, router: this.router, enableSctp: false })
    pipeProducer?.observer.once('close', () => this.#brought.delete(producerId))
  }
}

type RouterTreeOptions = {
  root: PlacedRouter
  pool: WorkerPool
  limits: CarryLimits
  /** The expected cost of one receiver, in packets per second, until it is measured. */
  expected: number
  /** A worker died: these branches are lost, and their peers have no media. */
  onLost: (branches: readonly Branch[]) => void
}

/** The routers of one lesson on this machine: the root has the senders, pipes feed the others. */
export class RouterTree {
  readonly #options: RouterTreeOptions
  /** The router with the senders. */
  readonly root: Branch
  #branches: Branch[]
  #growing: Promise<unknown> | undefined
  #expected: number
  #closed = false

  constructor(options: RouterTreeOptions) {
    this.#options = options
    this.#expected = options.expected
    this.root = this.#plant(options.root, undefined)
    this.#branches = [this.root]
  }

  get branches(): readonly Branch[] {
    return this.#branches
  }

  /** A place for one more receiver, who is counted from here on; null when no worker of this machine has capacity. */
  async tryAllocate(): Promise<Branch | null> {
    // One decision at a time: concurrent requests would each create a branch.
    while (this.#growing) await this.#growing
    const choice = this.#choose()
    if (choice.kind === 'branch' && choice.isFull) return null
    return this.#count(choice.kind === 'new' ? await this.#grow() : this.#branches[choice.index])
  }

  /** The place with the most capacity left, if any. */
  allocateLeastLoaded(): Branch {
    const choice = this.#choose()
    return this.#count(choice.kind === 'branch' ? this.#branches[choice.index] : this.root)
  }

  /** Records what each branch sends, and the average cost of its receivers, in packets per second. */
  setLoads(loads: ReadonlyMap<RouterSlot, number>, expected: number): void {
    this.#expected = expected
    for (const branch of this.#branches) {
      const { router, worker } = branch.placed
      worker.setLoad(router.id, loads.get(branch) ?? 0)
    }
  }

  close(): void {
    this.#closed = true
    closeSafely(...this.#branches.map((branch) => () => branch.router.close()))
  }

  get #others() {
    const used = new Set(this.#branches.map((branch) => branch.placed.worker))
    return this.#options.pool.workers.filter((worker) => !used.has(worker))
  }

  #choose(): BranchChoice {
    return chooseBranch({
      branches: this.#branches.map(({ receivers, placed }) => ({ receivers, worker: placed.worker })),
      others: this.#others,
      expected: this.#expected,
      limits: this.#options.limits,
    })
  }

  #count(branch = this.root): Branch {
    branch.receivers += 1
    branch.placed.worker.addLoad(branch.router.id, this.#expected)
    return branch
  }

  #grow(): Promise<Branch> {
    const growing = this.#growBranch().finally(() => {
      this.#growing = undefined
    })
    this.#growing = growing.catch(ignoreForNext)
    return growing
  }

  async #growBranch(): Promise<Branch> {
    const used = this.#branches.map((branch) => branch.placed.worker)
    const placed = await this.#options.pool.createRouter(used)
    const branch = this.#plant(placed, this.#branches[parentOf(this.#branches.length)])
    // The lesson may have ended, or be on this worker already.
    if (this.#closed) closeSafely(() => placed.router.close())
    else this.#branches = [...this.#branches, branch]
    return branch
  }

  #plant(placed: PlacedRouter, parent: Branch | undefined): Branch {
    const branch = new Branch(placed, parent)
    placed.router.once('workerclose', () => this.#lose(branch))
    return branch
  }

  #lose(dead: Branch): void {
    if (this.#closed) return
    const lost = this.#branches.filter((branch) => branch.standsOn(dead))
    if (lost.length === 0) return
    this.#branches = this.#branches.filter((branch) => !lost.includes(branch))
    if (this.#branches.length === 0) this.#closed = true
    closeSafely(...lost.map((branch) => () => branch.router.close()))
    this.#options.onLost(lost)
  }
}

/** The caller gets the error; the next attempt starts fresh. */
function ignoreForNext(): void {}
