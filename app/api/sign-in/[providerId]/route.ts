import { answerApi } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { beginAtProvider, refusedSignIn } from '@/app/_server/provider-sign-in'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'

const SEE_OTHER = 303
const API = HTTP_API['GET /api/sign-in/[providerId]']

type Context = { params: Promise<{ providerId: string }> }

/** Sends the browser to a municipality's own sign-in. */
export async function GET(incoming: Request, { params }: Context): Promise<Response> {
  const leadTo = (location: string) => new Response(null, { status: SEE_OTHER, headers: { location } })
  return answerApi(
    API,
    async () => {
      const { providerId } = parseInput(API.params, await params)
      // Any other query is left out, and with it a page that is not ours.
      const asked = API.query.safeParse(Object.fromEntries(new URL(incoming.url).searchParams))
      return leadTo(await beginAtProvider(providerId, asked.data?.to))
    },
    ({ error }: ActionRefusal) => leadTo(refusedSignIn(error.code)),
  )
}
