import { answerLightPage } from '@/app/_server/light-page'

/** A participant's personal link: the secret is after the #. */
export async function GET(incoming: Request): Promise<Response> {
  return answerLightPage(incoming, {
    namespaces: ['common', 'learn'],
    find: async (address) => ({ page: 'link', isStraightIn: address.has('in') }),
    failed: { page: 'link', isStraightIn: false },
  })
}
