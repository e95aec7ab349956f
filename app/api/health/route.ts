import { askSignsOfLife } from '@/app/_server/ask-signs-of-life'
import { HTTP_API } from '@/app/_server/http-api'

export const dynamic = 'force-dynamic'

const JOBS_SILENT_MS = 45_000

/** 200 when every part is healthy, otherwise 503; `parts` names the failing one. */
export async function GET(): Promise<Response> {
  const signs = await askSignsOfLife()
  const parts = {
    database: signs !== null,
    jobs: isRecent(signs?.jobsSeenBeforeMs),
    mediaServer: signs?.hasMediaNode ?? false,
    presence: signs?.takesFacts ?? false,
  }
  const isWell = Object.values(parts).every(Boolean)
  return Response.json(HTTP_API['GET /api/health'].answer.parse({ ok: isWell, parts }), {
    status: isWell ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}

function isRecent(ageMs: number | null | undefined): boolean {
  return typeof ageMs === 'number' && Math.abs(ageMs) < JOBS_SILENT_MS
}
