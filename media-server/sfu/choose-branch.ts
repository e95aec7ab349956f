/** How much one worker and one router may carry before the delay of packets grows. */
export type CarryLimits = {
  /** Packets that one worker sends per second. */
  packetsPerSecond: number
  /** Receivers of one router: each packet is sent that many times in a row. */
  receiversPerRouter: number
}

export type WorkerLoad = { packetsPerSecond: number; isDraining: boolean }
export type BranchLoad = { receivers: number; worker: WorkerLoad }

type Scene = {
  /** The lesson's routers; the first one has its senders. */
  branches: readonly BranchLoad[]
  /** Workers of this machine without a router of the lesson. */
  others: readonly WorkerLoad[]
  /** The expected cost of one more receiver, in packets per second. */
  expected: number
  limits: CarryLimits
}

/** A new receiver's branch: an existing router by its index, a new one, or none with capacity left. */
export type BranchChoice = { kind: 'branch'; index: number; isFull: boolean } | { kind: 'new' }

/**
 * Fills one router after the other: a lesson that fits on its worker stays there and costs no pipe. When every worker
 * is full, the least loaded router takes the receiver anyway: more delay is better than a refusal.
 */
export function chooseBranch({ branches, others, expected, limits }: Scene): BranchChoice {
  const fits = (worker: WorkerLoad) => worker.packetsPerSecond + expected <= limits.packetsPerSecond
  const open = branches.findIndex(
    ({ receivers, worker }) => receivers < limits.receiversPerRouter && fits(worker) && !worker.isDraining,
  )
  if (open !== -1) return { kind: 'branch', index: open, isFull: false }
  if (others.some((worker) => fits(worker) && !worker.isDraining)) return { kind: 'new' }
  return { kind: 'branch', index: leastLoaded(branches), isFull: true }
}

function leastLoaded(branches: readonly BranchLoad[]): number {
  const loads = branches.map(({ worker }) => worker.packetsPerSecond)
  return loads.indexOf(Math.min(...loads))
}

/** The most routers that one router feeds, so that none is busy only with pipes. */
const FAN_OUT = 4

/** The router that feeds the one at `index`; the first has the senders and is fed by none. */
export function parentOf(index: number): number {
  return Math.floor((index - 1) / FAN_OUT)
}
