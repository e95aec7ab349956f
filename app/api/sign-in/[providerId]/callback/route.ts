import { answerApi } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { finishAtProvider, refusedSignIn } from '@/app/_server/provider-sign-in'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'

const SEE_OTHER = 303
const API = HTTP_API['GET /api/sign-in/[providerId]/callback']

type Context = { params: Promise<{ providerId: string }> }

/** Signs in whom a municipality's own sign-in sends back. */
export async function GET(incoming: Request, { params }: Context): Promise<Response> {
  const leadTo = (location: string) => new Response(null, { status: SEE_OTHER, headers: { location } })
  return answerApi(
    API,
    async () => {
      const { providerId } = parseInput(API.params, await params)
      return leadTo(await finishAtProvider(providerId, new URL(incoming.url).searchParams))
    },
    ({ error }: ActionRefusal) => leadTo(refusedSignIn(error.code)),
  )
}
