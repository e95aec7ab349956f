import type { NextConfig } from 'next'

/** Headers that never change; the content security policy with its nonce comes from proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), geolocation=(), display-capture=(self)' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/**
 * A worker obeys the policy of its own file, not that of the page: it draws documents that people bring, so it runs our
 * scripts alone and fetches from us alone. Scripts that pages load do not notice.
 */
const WORKER_POLICY = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src data: blob:",
}

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The checks look at types; a type error in a test must not keep the product from starting.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'exceljs', 'postgres', 'pino', 'prom-client'],
  // As `guard-edge.ts` has it: nothing reads or holds more of what is sent to a page.
  experimental: { serverActions: { bodySizeLimit: '256kb' }, proxyClientMaxBodySize: '256kb' },
  // Addresses that screens and bookmarks have from before.
  redirects: async () => [
    { source: '/wall', destination: '/screen', permanent: true },
    { source: '/office/rooms/:path*', destination: '/office/equipment/:path*', permanent: true },
  ],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/_next/static/:path*', headers: [WORKER_POLICY] },
  ],
}

export default config
