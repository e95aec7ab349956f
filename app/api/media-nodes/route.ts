import { answerSigned } from '@/app/_server/answer-signed'
import { webLogger } from '@/app/_server/logger'
import { isKnownAddress } from '@/app/_server/media-address'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'
import { recordNodeReport } from '@/services/media-nodes/record-node-report'

/** Receives a media node's report, every second, and returns the decisions. */
export async function POST(incoming: Request): Promise<Response> {
  return answerSigned(incoming, HTTP_API['POST /api/media-nodes'], async (report) => {
    if (!isKnownAddress(report)) {
      webLogger().error({ event: 'node-address-unknown', nodeId: report.nodeId, setting: 'MEDIA_NODES' })
      throw new DomainError('access.not-allowed')
    }
    return recordNodeReport({ kind: 'system', name: 'media-server' }, report)
  })
}
