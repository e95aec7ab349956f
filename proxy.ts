import { NextResponse, type NextRequest } from 'next/server'

import { IS_DEVELOPMENT } from '@/app/_server/env'
import { hostnameOf, mediaOrigins } from '@/app/_server/media-address'
import { TEXT_SET_HEADER, textSetOf } from '@/app/_server/text-set'

/**
 * Gives every page a content security policy with its own nonce: only our scripts run, and nothing is loaded from other
 * origins. Also tells the page which set of texts it shows.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  // In development React evaluates code to show where an error comes from.
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${IS_DEVELOPMENT ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `media-src 'self' blob: mediastream: ${mediaOrigins(hostnameOf(request.headers)).join(' ')}`,
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${mediaOrigins(hostnameOf(request.headers)).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    // The gallery of states shows its examples in frames.
    `frame-ancestors ${IS_DEVELOPMENT ? "'self'" : "'none'"}`,
  ].join('; ')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set(TEXT_SET_HEADER, textSetOf(request.nextUrl.pathname))
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: [{ source: '/((?!_next/static|_next/image|icons/|manifest.webmanifest|robots.txt|favicon.ico|api/).*)' }],
}
