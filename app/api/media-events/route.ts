import { answerSigned } from '@/app/_server/answer-signed'
import { webLogger } from '@/app/_server/logger'
import { webMetrics } from '@/app/_server/metrics/web-metrics'
import { HTTP_API } from '@/app/_server/http-api'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'

/** Receives media events. Only a 200 acknowledges them; after anything else they are resent. */
export async function POST(incoming: Request): Promise<Response> {
  return answerSigned(incoming, HTTP_API['POST /api/media-events'], async (batch) => {
    const result = await receiveMediaEvents({ kind: 'system', name: 'media-server' }, batch)
    const { mediaEvents } = webMetrics()
    mediaEvents.inc({ outcome: 'recorded' }, result.recorded)
    mediaEvents.inc({ outcome: 'repeated' }, result.repeated)
    mediaEvents.inc({ outcome: 'set-aside' }, result.setAside.length)
    const { nodeId, facts } = batch
    webLogger().info({ event: 'media-events-received', nodeId, facts: facts.length, setAside: result.setAside })
    return result
  })
}
