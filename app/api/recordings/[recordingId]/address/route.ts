import { answerApi } from '@/app/_server/answer-api'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { getRecordingPlace } from '@/app/_server/recording-place'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'
import { openRecording } from '@/services/recordings/open-recording'

const API = HTTP_API['GET /api/recordings/[recordingId]/address']

type Context = { params: Promise<{ recordingId: string }> }

/** A fresh address of the recording's file, for a player whose address has expired. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(API, async () => {
    const input = API.params.parse(await params)
    const place = await getRecordingPlace()
    const opened = await findAsAnyActor((actor) => openRecording(actor, input, place))
    if (!opened) throw new DomainError('access.not-found')
    return { address: opened.address }
  })
}
