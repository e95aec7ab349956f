import { answerSigned } from '@/app/_server/answer-signed'
import { webLogger } from '@/app/_server/logger'
import { webMetrics } from '@/app/_server/metrics/web-metrics'
import { presenceBatch } from '@/protocol/presence'
import { recordPresence } from '@/services/attendance/record-presence'

/** A little more than an outbox reads at once. */
const BODY_MAX_BYTES = 2_500_000

const DOOR = { name: 'record-presence', schema: presenceBatch, maxBytes: BODY_MAX_BYTES }

/** Takes facts from media servers. Only a 200 means that they are kept; anything else and they come again. */
export async function POST(incoming: Request): Promise<Response> {
  return answerSigned(incoming, DOOR, async (batch) => {
    const result = await recordPresence({ kind: 'system', name: 'media-server' }, batch)
    const { presenceFacts } = webMetrics()
    presenceFacts.inc({ outcome: 'recorded' }, result.recorded)
    presenceFacts.inc({ outcome: 'repeated' }, result.repeated)
    presenceFacts.inc({ outcome: 'set-aside' }, result.setAside.length)
    const { nodeId, facts } = batch
    webLogger().info({ event: 'presence-recorded', nodeId, facts: facts.length, setAside: result.setAside })
    return result
  })
}
