import { askSignsOfLife } from '@/app/_server/ask-signs-of-life'
import { HTTP_API } from '@/app/_server/http-api'

export const dynamic = 'force-dynamic'

/**
 * Whether this web app can serve pages: 200 when it reaches the database, otherwise 503, and traffic should go
 * elsewhere.
 */
export async function GET(): Promise<Response> {
  const isReady = (await askSignsOfLife()) !== null
  return Response.json(HTTP_API['GET /api/ready'].answer.parse({ ok: isReady }), {
    status: isReady ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
