import 'server-only'
import { openDatabase } from '@/db/client'

import { webEnv } from './env'
import { POOL_SIZE, webMetrics } from './metrics/web-metrics'

/** Opens the pool once, when the web process starts to answer. */
export function connectDatabase(): void {
  openDatabase(webEnv().APP_DATABASE_URL, { max: POOL_SIZE, watch: webMetrics().pool })
}
