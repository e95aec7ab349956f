import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { gunzipSync } from 'node:zlib'

import type { SignIn } from './system'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** As received, compressed. */
  bytes: number
  /** From the request to the end of the response. */
  ms: number
}
type Asking = { cookie?: string; method?: string; body?: string; headers?: OutgoingHttpHeaders }

/** A browser without a screen: keeps its connections, accepts compression, and follows nothing automatically. */
export function makeWebClient(url: string, connections = 64) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = (path: string, { cookie, method = 'GET', body, headers = {} }: Asking = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const askedAt = performance.now()
      const sent = { 'accept-encoding': 'gzip', 'accept-language': 'sv', ...(cookie ? { cookie } : {}), ...headers }
      const asking = request(new URL(path, url), { agent, method, headers: sent }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () => {
          const raw = Buffer.concat(parts)
          const ms = performance.now() - askedAt
          const isPacked = response.headers['content-encoding'] === 'gzip'
          const text = (isPacked ? gunzipSync(raw) : raw).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, bytes: raw.length, ms })
        })
      })
      asking.once('error', reject)
      asking.end(body)
    })
  const askJson = (path: string, body: unknown, cookie?: string) =>
    ask(path, {
      ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      ...(cookie === undefined ? {} : { cookie }),
    })
  const signIn = async ({ email, password }: SignIn): Promise<string> => {
    const first = await ask('/api/auth/csrf')
    const { csrfToken } = JSON.parse(first.text) as { csrfToken: string }
    const answer = await ask('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      cookie: cookiesOf(first),
    })
    const cookie = cookiesOf(answer)
    if (!cookie.includes('session-token')) throw new Error(`nobody was signed in: ${answer.status} ${answer.text}`)
    return cookie
  }
  return { ask, askJson, signIn, close: () => agent.destroy() }
}

export type WebClient = ReturnType<typeof makeWebClient>

function cookiesOf({ headers }: Answer): string {
  return (headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]).join('; ')
}
