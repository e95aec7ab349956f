import 'server-only'
import { openDatabase } from '@/db/client'

import { webEnv } from './env'
import { webMetrics } from './metrics/web-metrics'

/** Opens the pool once, when the web process starts to serve. */
export function connectDatabase(): void {
  const { APP_DATABASE_URL, DATABASE_POOL } = webEnv()
  openDatabase(APP_DATABASE_URL, { max: DATABASE_POOL, watch: webMetrics().pool })
}
