import { answerApi } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { getStaffActor } from '@/app/_server/require-actor'
import { countLateWork } from '@/services/worklist/count-late-work'

/** For the navigation of the office, which asks after its page is there. */
export async function GET(): Promise<Response> {
  return answerApi(HTTP_API['GET /api/late-work'], async () => countLateWork(await getStaffActor(), Date.now()))
}
