import { webEnv } from '@/app/_server/env'
import { checkDatabase } from '@/services/health/check-database'

export const dynamic = 'force-dynamic'

const ASK_TIMEOUT_MS = 2_000
const JOBS_SILENT_MS = 45_000

/** 200 when every part is well, else 503; `parts` says which part is ill. */
export async function GET(): Promise<Response> {
  const [database, mediaServer] = await Promise.all([askDatabase(), isMediaServerWell()])
  const parts = { database: database !== null, jobs: isRecent(database?.jobsSeenAtMs), mediaServer }
  const isWell = Object.values(parts).every(Boolean)
  return Response.json({ ok: isWell, parts }, { status: isWell ? 200 : 503 })
}

async function askDatabase() {
  try {
    return await checkDatabase({ kind: 'system', name: 'sign-in' })
  } catch {
    // Any failure means the same here: the database does not answer.
    return null
  }
}

async function isMediaServerWell(): Promise<boolean> {
  try {
    const response = await fetch(webEnv().MEDIA_HEALTH_URL, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
    return response.ok
  } catch {
    // It does not answer: it is ill.
    return false
  }
}

function isRecent(seenAtMs: number | null | undefined): boolean {
  return typeof seenAtMs === 'number' && Date.now() - seenAtMs < JOBS_SILENT_MS
}
