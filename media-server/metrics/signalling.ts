import { counter, histogram } from './registry'

const JOIN_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Joins by their outcome: `ok`, `resumed`, or the code of the refusal. */
export const joins = counter({
  name: 'samsal_media_joins_total',
  help: 'Joins by outcome: ok, resumed, or the code of the refusal.',
  labels: ['outcome'],
})

/** From the socket to the welcome. */
export const joinSeconds = histogram({
  name: 'samsal_media_join_duration_seconds',
  help: 'From the socket that is taken to the welcome that is sent.',
  labels: ['outcome'],
  buckets: JOIN_BUCKETS,
})

/** Pages that reconnected, and whether their peer still existed. */
export const reconnects = counter({
  name: 'samsal_media_reconnects_total',
  help: 'Pages that came back after a lost line: resumed, or readmitted at a new place.',
  labels: ['outcome'],
})

/** Messages by name and outcome; unrecognised names share one label. */
export const messages = counter({
  name: 'samsal_media_messages_total',
  help: 'Messages by name and outcome: ok, or the code of the refusal.',
  labels: ['message', 'outcome'],
})

export const connectionsLost = counter({
  name: 'samsal_media_connections_lost_total',
  help: 'Sockets that broke without leaving in good order.',
})

export const peersLost = counter({
  name: 'samsal_media_peers_lost_total',
  help: 'Peers that did not come back in time after their line was lost.',
})

// Prometheus cannot see the increase of a counter that first appears with its first event.
for (const outcome of ['ok', 'resumed', 'internal', 'lesson.media-unavailable']) joins.inc({ outcome }, 0)
for (const outcome of ['ok', 'resumed']) joinSeconds.zero({ outcome })
for (const outcome of ['resumed', 'readmitted']) reconnects.inc({ outcome }, 0)
