import { webLogger } from '@/app/_server/logger'
import { isKnownAddress } from '@/app/_server/media-address'
import { readSignedBody } from '@/app/_server/signed-body'
import { NODE_REPORT_MAX_BYTES, nodeReport } from '@/protocol/media-node'
import { recordNodeReport } from '@/services/live/record-node-report'

/** Takes what a media node says of itself, every second, and answers with what was decided. */
export async function POST(request: Request): Promise<Response> {
  const read = await readSignedBody(request, { schema: nodeReport, maxBytes: NODE_REPORT_MAX_BYTES })
  if (!read.ok) return read.response
  if (!isKnownAddress(read.body)) {
    webLogger().error({ event: 'node-address-unknown', nodeId: read.body.nodeId, setting: 'MEDIA_NODES' })
    return Response.json({ ok: false, error: { code: 'access.not-allowed' } }, { status: 403 })
  }
  const orders = await recordNodeReport({ kind: 'system', name: 'media-server' }, read.body)
  return Response.json({ ok: true, data: orders })
}
