/** How much one worker and one router may carry before the delay of a packet grows. */
export type CarryLimits = {
  /** Packets that one worker sends in a second. */
  packetsPerSecond: number
  /** Receivers of one router: each packet leaves that many times in a row. */
  receiversPerRouter: number
}

export type WorkerLoad = { packetsPerSecond: number; isDraining: boolean }
export type BranchLoad = { receivers: number; worker: WorkerLoad }

type Scene = {
  /** The routers that the lesson has, the first of them the one where its senders are. */
  branches: readonly BranchLoad[]
  /** Workers of this machine that carry nothing of the lesson yet. */
  others: readonly WorkerLoad[]
  /** What one more receiver is expected to cost, in packets a second. */
  expected: number
  limits: CarryLimits
}

/** Where a new receiver goes: a router of the lesson by its place in the list, a new one, or nowhere with room left. */
export type BranchChoice = { kind: 'branch'; index: number; isFull: boolean } | { kind: 'new' }

/**
 * Fills one router after the other: a lesson that fits on its worker stays there and costs no pipe. When every worker
 * is full, the least loaded router takes her all the same: a lesson with more delay is better than a closed door.
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

/** Each router passes on to this many others at most, so that none is busy with pipes alone. */
const FAN_OUT = 4

/** Which router the one at `index` takes its packets from; the first has the senders and takes from nobody. */
export function parentOf(index: number): number {
  return Math.floor((index - 1) / FAN_OUT)
}
