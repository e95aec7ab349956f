import { answerApi } from '@/app/_server/answer-api'
import { getStaffActor } from '@/app/_server/require-actor'
import { watchOperations } from '@/services/live/watch-operations'

/** What goes on now, for the page that looks every other second. */
export async function GET(): Promise<Response> {
  return answerApi('watch-operations', async () => watchOperations(await getStaffActor()))
}
