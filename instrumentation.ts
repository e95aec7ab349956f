/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { watchEdge } = await import('@/app/_server/door/watch-edge')
  watchEdge()
  const { connectDatabase } = await import('@/app/_server/database')
  connectDatabase()
  const { startWebMetrics } = await import('@/app/_server/metrics/start-web-metrics')
  await startWebMetrics()
}
