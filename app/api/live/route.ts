import { HTTP_API } from '@/app/_server/http-api'
export const dynamic = 'force-dynamic'

/** The process answers. Whoever gets nothing here may start it anew; of the parts behind it this says nothing. */
export function GET(): Response {
  return Response.json(HTTP_API['GET /api/live'].answer.parse({ ok: true }), {
    headers: { 'cache-control': 'no-store' },
  })
}
