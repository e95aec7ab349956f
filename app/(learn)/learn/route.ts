import { answerLightPage } from '@/app/_server/light-page'

import { findLearnState } from './learn-state'

/** A participant's only page. */
export async function GET(incoming: Request): Promise<Response> {
  return answerLightPage(incoming, {
    namespaces: ['common', 'device', 'errors', 'learn', 'lesson', 'recordings', 'slides'],
    find: async (address) => ({ page: 'learn', state: await findLearnState(address) }),
    failed: { page: 'learn', state: { shows: 'failed' } },
  })
}
