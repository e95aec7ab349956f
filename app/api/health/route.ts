import { askSignsOfLife } from '@/app/_server/ask-signs-of-life'

export const dynamic = 'force-dynamic'

const JOBS_SILENT_MS = 45_000

/** 200 when every part is well, else 503; `parts` says which part is ill. */
export async function GET(): Promise<Response> {
  const signs = await askSignsOfLife()
  const parts = {
    database: signs !== null,
    jobs: isRecent(signs?.jobsSeenAtMs),
    mediaServer: signs?.hasMediaNode ?? false,
  }
  const isWell = Object.values(parts).every(Boolean)
  return Response.json(
    { ok: isWell, parts },
    {
      status: isWell ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    },
  )
}

function isRecent(seenAtMs: number | null | undefined): boolean {
  return typeof seenAtMs === 'number' && Date.now() - seenAtMs < JOBS_SILENT_MS
}
