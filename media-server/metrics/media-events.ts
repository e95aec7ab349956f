import { nowMs } from '../clock'
import { counter, gauge, histogram } from './registry'

const WRITE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** The part of the outbox that metrics read. */
type SeenOutbox = {
  depth: number
  /** When the oldest undelivered fact was observed; null when there is none. */
  oldestAtMs: () => Promise<number | null>
}

let outbox: SeenOutbox = { depth: 0, oldestAtMs: async () => null }

/** Registers this outbox to be read at each scrape. */
export function watchOutbox(watched: SeenOutbox): void {
  outbox = watched
}

gauge({
  name: 'samsal_media_outbox_facts',
  help: 'Events that the web app has not accepted yet.',
  collect: (depth) => depth.set(outbox.depth),
})

gauge({
  name: 'samsal_media_outbox_oldest_age_seconds',
  help: 'Age of the oldest event that the web app has not accepted yet; 0 when there is none.',
  collect: async (age) => {
    const atMs = await outbox.oldestAtMs()
    age.set(atMs === null ? 0 : Math.max(0, (nowMs() - atMs) / 1_000))
  },
})

export const deliveries = counter({
  name: 'samsal_media_event_deliveries_total',
  help: 'Batches of events by outcome: accepted, refused, unreachable.',
  labels: ['outcome'],
})

for (const outcome of ['accepted', 'refused', 'unreachable']) deliveries.inc({ outcome }, 0)

const journalSeconds = histogram({
  name: 'samsal_media_journal_write_duration_seconds',
  help: 'How long a state of a lesson took into the journal.',
  buckets: WRITE_BUCKETS,
})

const journalFailures = counter({
  name: 'samsal_media_journal_write_failures_total',
  help: 'States of a lesson that the journal could not take.',
})

/** Passes on the result of a journal write, and counts it. */
export async function countWrite(write: Promise<void>): Promise<void> {
  const end = journalSeconds.startTimer()
  try {
    await write
    end()
  } catch (error) {
    journalFailures.inc()
    throw error
  }
}
