import type { Logger } from 'pino'

import { listenToNodes } from '@/db/listen-to-nodes'
import { NODE_REPORT_EVERY_MS } from '@/protocol/media-node'
import { reviewNodes } from '@/services/live/review-nodes'

import { JOBS } from './jobs-actor'

/** Looks after media nodes every second, and at once when one of them came or went, until `stop()`. */
export async function watchNodes(logger: Logger): Promise<{ stop: () => Promise<void> }> {
  let reviewing: Promise<void> | undefined
  const review = () => {
    reviewing ??= reviewOnce(logger).finally(() => {
      reviewing = undefined
    })
  }
  const listening = await listenToNodes(review)
  const timer = setInterval(review, NODE_REPORT_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await listening.stop()
      await reviewing
    },
  }
}

async function reviewOnce(logger: Logger): Promise<void> {
  try {
    const { lost, moved } = await reviewNodes(JOBS)
    if (lost.length > 0) logger.warn({ event: 'media-nodes-lost', nodes: lost, lessonsMoved: moved })
  } catch (error) {
    // A database that is away: nodes are looked after again in a second, and lessons go on meanwhile.
    logger.warn({ event: 'media-nodes-not-reviewed', error: error instanceof Error ? error.name : 'unknown' })
  }
}
