import { HTTP_API } from '@/app/_server/http-api'
export const dynamic = 'force-dynamic'

/** The process answers. Without a response it should be restarted; this says nothing about the parts behind it. */
export function GET(): Response {
  return Response.json(HTTP_API['GET /api/live'].answer.parse({ ok: true }), {
    headers: { 'cache-control': 'no-store' },
  })
}
