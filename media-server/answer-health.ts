import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Outbox } from './events/outbox'
import type { LessonRegistry } from './session/lesson-registry'
import type { WorkerPool } from './sfu/worker-pool'

type Parts = { pool: WorkerPool; registry: LessonRegistry; outbox: Outbox; wanted: number }
type Exchange = { request: IncomingMessage; response: ServerResponse }

/**
 * `/live`: the process answers. `/ready`: it can take lessons, because at least one worker serves. `/health`: all
 * workers serve and the disk accepts media events, with details for operators. Any other path is 404.
 */
export function answerHealth({ request, response }: Exchange, { pool, registry, outbox, wanted }: Parts): void {
  const { alive } = pool
  const { takesFacts, depth: undelivered } = outbox
  const health = { ok: alive === wanted && takesFacts, workers: alive, lessons: registry.size, takesFacts, undelivered }
  const answers: Record<string, { ok: boolean }> = {
    '/live': { ok: true },
    '/ready': { ok: alive > 0 },
    '/health': health,
  }
  const answer = Object.hasOwn(answers, request.url ?? '') ? answers[request.url ?? ''] : undefined
  const status = answer === undefined ? 404 : answer.ok ? 200 : 503
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(answer ?? {}))
}
