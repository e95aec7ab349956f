import { webLogger } from '@/app/_server/logger'
import { webMetrics } from '@/app/_server/metrics/web-metrics'
import { readSignedBody } from '@/app/_server/signed-body'
import { presenceBatch } from '@/protocol/presence'
import { recordPresence } from '@/services/attendance/record-presence'

/** A little more than an outbox reads at once. */
const BODY_MAX_BYTES = 2_500_000

/** Takes facts from media servers. Only a 200 means that they are kept; anything else and they come again. */
export async function POST(request: Request): Promise<Response> {
  const read = await readSignedBody(request, { schema: presenceBatch, maxBytes: BODY_MAX_BYTES })
  if (!read.ok) return read.response
  const result = await recordPresence({ kind: 'system', name: 'media-server' }, read.body)
  const { presenceFacts } = webMetrics()
  presenceFacts.inc({ outcome: 'recorded' }, result.recorded)
  presenceFacts.inc({ outcome: 'repeated' }, result.repeated)
  presenceFacts.inc({ outcome: 'set-aside' }, result.setAside.length)
  webLogger().info({
    event: 'presence-recorded',
    nodeId: read.body.nodeId,
    facts: read.body.facts.length,
    setAside: result.setAside,
  })
  return Response.json({ ok: true, data: result })
}
