import type { Registry } from 'prom-client'

import { metricsOf } from './registry'

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts transactions and those that wait for a connection; statements and parameters are not read. */
export function watchPool(registry: Registry, size: () => number) {
  const { counter, gauge, histogram } = metricsOf(registry)
  const queries = counter({ name: 'samsal_database_queries_total', help: 'Statements sent to the database.' })
  const transactions = gauge({
    name: 'samsal_database_transactions',
    help: 'Transactions that wait for a connection, and that run on one.',
    labels: ['state'],
  })
  const waitSeconds = histogram({
    name: 'samsal_database_wait_duration_seconds',
    help: 'How long a transaction waited for its connection.',
    buckets: BUCKETS,
  })
  const seconds = histogram({
    name: 'samsal_database_transaction_duration_seconds',
    help: 'How long a transaction took, the wait for its connection included.',
    labels: ['outcome'],
    buckets: BUCKETS,
  })
  gauge({
    name: 'samsal_database_connections_max',
    help: 'Connections that the pool opens at most.',
    collect: (most) => most.set(size()),
  })
  for (const outcome of ['committed', 'rolled-back']) seconds.zero({ outcome })
  for (const state of ['waiting', 'running']) transactions.set({ state }, 0)
  return {
    queried: () => queries.inc(),
    /** A transaction requests a connection; the returned functions report that it has one, and that it has ended. */
    asked: () => {
      let state = 'waiting'
      const endWait = waitSeconds.startTimer()
      const end = seconds.startTimer()
      transactions.inc({ state })
      return {
        begun: () => {
          endWait()
          transactions.dec({ state })
          state = 'running'
          transactions.inc({ state })
        },
        ended: (isCommitted: boolean) => {
          transactions.dec({ state })
          end({ outcome: isCommitted ? 'committed' : 'rolled-back' })
        },
      }
    },
  }
}
