import type { Instrumentation } from 'next'

/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { quietConsole } = await import('@/app/_server/quiet-console')
  quietConsole()
  const { guardEdge } = await import('@/app/_server/edge/guard-edge')
  guardEdge()
  const { startCounting } = await import('@/app/_server/rate-limit')
  startCounting()
  const { connectDatabase } = await import('@/app/_server/database')
  connectDatabase()
  const { startWebMetrics } = await import('@/app/_server/metrics/start-web-metrics')
  await startWebMetrics()
}

/** Logs which page or route an error occurred in; the address may contain a search text. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { describeError } = await import('@/app/_server/describe-error')
  const { webLogger } = await import('@/app/_server/logger')
  const { routePath, routeType } = context
  webLogger().error({ event: 'request-failed', route: routePath, kind: routeType, ...describeError(error) })
}
