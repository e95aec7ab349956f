import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants'

import { EXAMPLE_LESSON_ID, EXAMPLE_MATERIAL_ID } from './app/(dev)/dev/states/example-material'

/** Constant headers; the content security policy with its nonce comes from proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), geolocation=(), display-capture=(self)' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/**
 * A worker has the policy of its own file, not that of the page. It renders documents that people bring, so it may only
 * run our scripts and fetch from our origin. Scripts loaded by pages are not affected.
 */
const WORKER_POLICY = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src data: blob:",
}

const product: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types; a type error in a test must not stop the product from starting.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'exceljs', 'postgres', 'pino', 'prom-client'],
  // As in `guard-edge.ts`: nothing reads or buffers more of a request to a page.
  experimental: { serverActions: { bodySizeLimit: '256kb' }, proxyClientMaxBodySize: '256kb' },
  // Earlier addresses that screens and bookmarks still have.
  redirects: async () => [
    { source: '/wall', destination: '/screen', permanent: true },
    { source: '/office/rooms/:path*', destination: '/office/equipment/:path*', permanent: true },
  ],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/_next/static/:path*', headers: [WORKER_POLICY] },
  ],
}

/**
 * Development has additional pages, in files that end in `.dev.tsx` (`app/(dev)`), which a production build ignores.
 * The gallery of states shows its examples in frames.
 */
const development: NextConfig = {
  ...product,
  // Its indicator would cover the controls of a phone; errors are still shown.
  devIndicators: false,
  pageExtensions: ['dev.tsx', 'dev.ts', 'tsx', 'ts'],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/dev/:path*', headers: [{ key: 'X-Frame-Options', value: 'SAMEORIGIN' }] },
    { source: '/_next/static/:path*', headers: [WORKER_POLICY] },
  ],
  rewrites: async () => ({
    beforeFiles: [
      {
        source: '/api/materials',
        has: [{ type: 'query', key: 'lessonId', value: EXAMPLE_LESSON_ID }],
        destination: '/dev/materials',
      },
      { source: `/api/materials/${EXAMPLE_MATERIAL_ID}/:rest*`, destination: '/dev/materials/one/:rest*' },
    ],
    afterFiles: [],
    fallback: [],
  }),
}

export default (phase: string): NextConfig => (phase === PHASE_DEVELOPMENT_SERVER ? development : product)
