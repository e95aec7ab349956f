import { AsyncLocalStorage } from 'node:async_hooks'

type Reached = { isReached: boolean }

/** Kept on the process, for Next bundles this module more than once. */
const shared = globalThis as typeof globalThis & { samsalReached?: AsyncLocalStorage<Reached> }
shared.samsalReached ??= new AsyncLocalStorage()
const store = shared.samsalReached

/** Handles a request, and reports through `isReached` whether any of our code has seen it. */
export function watchReached(work: (isReached: () => boolean) => void): void {
  const reached = { isReached: false }
  store.run(reached, () => work(() => reached.isReached))
}

/** Our code handles this request: errors from now on are ours. */
export function noteReached(): void {
  const reached = store.getStore()
  if (reached) reached.isReached = true
}
