import { answerSigned } from '@/app/_server/answer-signed'
import { webLogger } from '@/app/_server/logger'
import { webMetrics } from '@/app/_server/metrics/web-metrics'
import { HTTP_API } from '@/app/_server/http-api'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'

/** Takes facts from media servers. Only a 200 means that they are kept; anything else and they come again. */
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
