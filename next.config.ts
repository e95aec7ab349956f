import type { NextConfig } from 'next'

/** Headers that never change; the content security policy with its nonce comes from proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), geolocation=(), display-capture=(self)' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The checks look at types; a type error in a test must not keep the product from starting.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'exceljs', 'postgres', 'pino'],
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
}

export default config
