import { takeAttempt } from '@/app/_server/rate-limit'
import { getEndpointActor } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { recordRoomCheck, recordRoomCheckInput } from '@/services/checks/record-room-check'

/** What a room found when it checked itself. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('record-room-check', async () => {
    await assertSameOrigin()
    const input = recordRoomCheckInput.parse(await incoming.json().catch(() => null))
    const actor = await getEndpointActor()
    await takeAttempt('record-check', actor.endpointId)
    return recordRoomCheck(actor, input)
  })
  if (result.ok) return Response.json(result)
  return Response.json({ ok: false, error: { code: result.error.code } }, { status: 403 })
}
