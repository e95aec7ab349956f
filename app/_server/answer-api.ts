import 'server-only'
import type { ErrorCode } from '@/domain/error-codes'

import { runAction } from './run-action'
import { assertSameOrigin } from './same-origin'

/** Statuses that say more than "refused". */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  'access.not-signed-in': 401,
  'access.not-found': 404,
  'access.too-many-attempts': 429,
  internal: 500,
}

/** Answers a request of our own page: its data or its own response, or the code of the refusal with what belongs to it. */
export async function answerApi(name: string, work: () => Promise<unknown>): Promise<Response> {
  const result = await runAction(name, async () => {
    await assertSameOrigin()
    return work()
  })
  if (result.ok) return result.data instanceof Response ? result.data : Response.json(result)
  const { code, details } = result.error
  return Response.json({ ok: false, error: { code, details } }, { status: STATUSES[code] ?? 403 })
}
