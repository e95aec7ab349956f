import type { Logger } from 'pino'

import { listenForNodes } from '@/services/media-nodes/listen-for-nodes'
import { reviewNodes } from '@/services/media-nodes/review-nodes'

import { JOBS } from './jobs-actor'

const REVIEW_EVERY_MS = 1_000

/** Reviews media nodes every second, and immediately when one of them appeared or disappeared, until `stop()`. */
export async function watchNodes(logger: Logger): Promise<{ stop: () => Promise<void> }> {
  let reviewing: Promise<void> | undefined
  const review = () => {
    reviewing ??= reviewOnce(logger).finally(() => {
      reviewing = undefined
    })
  }
  const listening = await listenForNodes(JOBS, review)
  const timer = setInterval(review, REVIEW_EVERY_MS)
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
    // The database is down: nodes are reviewed again in a second, and lessons continue meanwhile.
    logger.warn({ event: 'media-nodes-not-reviewed', error: error instanceof Error ? error.name : 'unknown' })
  }
}
