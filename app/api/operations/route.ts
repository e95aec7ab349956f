import { answerApi } from '@/app/_server/answer-api'
import { getStaffActor } from '@/app/_server/require-actor'
import { HTTP_API } from '@/app/_server/http-api'
import { watchOperations } from '@/services/media-nodes/watch-operations'

/** The present state, for the page that refreshes every two seconds. */
export async function GET(): Promise<Response> {
  return answerApi(HTTP_API['GET /api/operations'], async () => watchOperations(await getStaffActor()))
}
