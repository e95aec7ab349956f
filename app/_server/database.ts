import 'server-only'
import { openDatabase } from '@/db/client'

import { webEnv } from './env'

/** Opens the pool once, when the web process starts to answer. */
export function connectDatabase(): void {
  openDatabase(webEnv().APP_DATABASE_URL)
}
