import { fork } from 'node:child_process'
import { setPriority } from 'node:os'

import type { ShardResult } from '../report/run-result'
import type { Progress, ShardHooks, ShardInput } from './run-shard'

/** Messages to and from a further process. */
export type ToShard = { type: 'run'; input: ShardInput } | { type: 'teaching-is-in' } | { type: 'everybody-is-in' }
export type FromShard =
  | { type: 'progress'; progress: Progress }
  | { type: 'teaching-arrived' }
  | { type: 'everybody-arrived' }
  | { type: 'result'; result: ShardResult }
  | { type: 'failed'; message: string }

const AFTER_THOSE_WHO_OBSERVE = 10

/** Runs a part of the endpoints in a separate process. */
export function runElsewhere(file: string, input: ShardInput, hooks: ShardHooks): Promise<ShardResult> {
  const child = fork(file, ['--shard'])
  if (input.task === 'fill' && child.pid !== undefined) setPriority(child.pid, AFTER_THOSE_WHO_OBSERVE)
  const tell = (message: ToShard) => child.send(message)
  tell({ type: 'run', input })
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromShard) => {
      switch (message.type) {
        case 'progress':
          return hooks.onProgress(message.progress)
        case 'teaching-arrived':
          return void hooks.teachingIsIn().then(() => tell({ type: 'teaching-is-in' }))
        case 'everybody-arrived':
          return void hooks.everybodyIsIn().then(() => tell({ type: 'everybody-is-in' }))
        case 'result':
          return resolve(message.result)
        case 'failed':
          return reject(new Error(message.message))
      }
    })
    child.once('error', reject)
    // Not at its exit: its last message may still be in transit then.
    child.once('disconnect', () => reject(new Error('a process of the load tester ended without a result')))
  })
}

/** The child's side: runs its part and exits. */
export function serveShard(run: (input: ShardInput, hooks: ShardHooks) => Promise<ShardResult>): void {
  const tell = (message: FromShard) => process.send?.(message)
  const heard = new Map<ToShard['type'], () => void>()
  const hear = (type: ToShard['type']) => new Promise<void>((resolve) => heard.set(type, resolve))
  const hooks: ShardHooks = {
    onProgress: (progress) => void tell({ type: 'progress', progress }),
    teachingIsIn: () => {
      tell({ type: 'teaching-arrived' })
      return hear('teaching-is-in')
    },
    everybodyIsIn: () => {
      tell({ type: 'everybody-arrived' })
      return hear('everybody-is-in')
    },
  }
  // The parent is gone.
  process.once('disconnect', () => process.exit())
  process.on('message', (message: ToShard) => {
    if (message.type !== 'run') return heard.get(message.type)?.()
    void run(message.input, hooks)
      .then((result): FromShard => ({ type: 'result', result }))
      .catch((error: unknown): FromShard => ({ type: 'failed', message: String(error) }))
      // A long message takes a while; the channel stays open until all of it is sent.
      .then((last) => process.send?.(last, () => process.disconnect()))
  })
}
