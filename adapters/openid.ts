import * as client from 'openid-client'

import { fetchOutside, RequestForbidden } from './outside-fetch'

const DISCOVERY_SECONDS = 4
const KEPT_MS = 10 * 60_000

/** Who we are to a provider. `internalOrigins` may be on a private network. */
export type OpenIdClient = {
  issuer: string
  clientId: string
  clientSecret: string
  internalOrigins: readonly string[]
}

/** What the browser keeps between the two halves of a sign-in. */
export type OpenIdChecks = { state: string; nonce: string; codeVerifier: string }

/** What failed; `refused` when the provider rejected what we sent, or one of our checks what it returned. */
export type OpenIdFault =
  | 'not-https'
  | 'private-address'
  | 'no-answer'
  | 'not-openid'
  | 'other-issuer'
  | 'client-refused'
  | 'refused'

/** A sign-in or a discovery that failed. Neither message nor cause is for people: both may contain what was sent. */
export class OpenIdFailed extends Error {
  readonly fault: OpenIdFault

  constructor(fault: OpenIdFault, options?: ErrorOptions) {
    super(`openid: ${fault}`, options)
    this.name = 'OpenIdFailed'
    this.fault = fault
  }
}

/** Metadata of providers that answered, by client, so that a sign-in does not ask for it each time. */
const discovered = new Map<string, { config: client.Configuration; untilMs: number }>()

/** Asks a provider what it offers, at most once in ten minutes. @throws OpenIdFailed. */
async function discover(own: OpenIdClient, nowMs: number): Promise<client.Configuration> {
  const key = JSON.stringify([own.issuer, own.clientId, own.clientSecret, own.internalOrigins])
  const known = discovered.get(key)
  if (known && known.untilMs > nowMs) return known.config
  discovered.delete(key)
  for (const [old, { untilMs }] of discovered) if (untilMs <= nowMs) discovered.delete(old)
  const config = await rightly(async () => {
    if (!URL.canParse(own.issuer)) throw new OpenIdFailed('not-https')
    const issuer = new URL(own.issuer)
    const isInternal = own.internalOrigins.includes(issuer.origin)
    const found = await client.discovery(issuer, own.clientId, undefined, client.ClientSecretBasic(own.clientSecret), {
      [client.customFetch]: fetchOutside(own.internalOrigins),
      timeout: DISCOVERY_SECONDS,
      // The fetch itself decides who may be asked without https.
      ...(isInternal && { execute: [client.allowInsecureRequests] }),
    })
    const { token_endpoint_auth_methods_supported: methods } = found.serverMetadata()
    if (methods === undefined || methods.includes('client_secret_basic')) return found
    const posting = new client.Configuration(
      found.serverMetadata(),
      own.clientId,
      undefined,
      client.ClientSecretPost(own.clientSecret),
    )
    posting[client.customFetch] = fetchOutside(own.internalOrigins)
    posting.timeout = DISCOVERY_SECONDS
    if (isInternal) client.allowInsecureRequests(posting)
    return posting
  })
  const { authorization_endpoint: door, token_endpoint: desk } = config.serverMetadata()
  if (door === undefined || desk === undefined) throw new OpenIdFailed('not-openid')
  discovered.set(key, { config, untilMs: nowMs + KEPT_MS })
  return config
}

/** Whether a provider answers, and as itself. @throws OpenIdFailed. */
export async function askOpenId(own: OpenIdClient): Promise<void> {
  await discover(own, Date.now())
}

/** Where the browser signs in, and what it keeps until it returns. @throws OpenIdFailed. */
export async function beginOpenId(
  own: OpenIdClient,
  { redirectUri, groupsClaim }: { redirectUri: string; groupsClaim: string },
): Promise<{ url: string; checks: OpenIdChecks }> {
  const config = await discover(own, Date.now())
  const checks = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  }
  // Some providers have a scope for groups, and others refuse scopes that they do not know.
  const offered = config.serverMetadata().scopes_supported ?? []
  const scopes = ['openid', 'profile', 'email', ...(offered.includes(groupsClaim) ? [groupsClaim] : [])]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: [...new Set(scopes)].join(' '),
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
    code_challenge_method: 'S256',
  })
  if (!own.internalOrigins.includes(url.origin) && url.protocol !== 'https:') throw new OpenIdFailed('not-https')
  return { url: url.href, checks }
}

/**
 * The claims of who signed in: those of the verified ID token, and those that only the provider's user page has.
 * `returned` is the address to which the provider sent the browser. @throws OpenIdFailed.
 */
export async function finishOpenId(
  own: OpenIdClient,
  { returned, checks }: { returned: URL; checks: OpenIdChecks },
): Promise<{ subject: string; claims: Readonly<Record<string, unknown>> }> {
  const config = await discover(own, Date.now())
  return rightly(async () => {
    const tokens = await client.authorizationCodeGrant(config, returned, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new OpenIdFailed('refused')
    const more =
      config.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
    return { subject: claims.sub, claims: { ...more, ...claims } }
  })
}

async function rightly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OpenIdFailed) throw error
    throw new OpenIdFailed(faultOf(error), { cause: error })
  }
}

/** By the library's codes; what only our own fetch refuses is found among the causes. */
function faultOf(error: unknown): OpenIdFault {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each instanceof RequestForbidden) return each.reason
  }
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_client' ? 'client-refused' : 'refused'
  if (error instanceof client.WWWAuthenticateChallengeError) return 'client-refused'
  if (error instanceof client.AuthorizationResponseError) return 'refused'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
    case 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN':
      return 'not-https'
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return 'other-issuer'
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_INVALID_SERVER_METADATA':
    case 'OAUTH_MISSING_SERVER_METADATA':
      return 'not-openid'
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
    case 'OAUTH_KEY_SELECTION_FAILED':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return 'refused'
    default:
      return 'no-answer'
  }
}
