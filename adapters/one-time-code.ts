import { Secret, TOTP } from 'otpauth'

const STEP_MS = 30_000
/** How many steps a phone's clock may be ahead or behind. */
const TOLERANCE = 1
const SECRET_BYTES = 20
const CODE = /^\d{6}$/

/** A new secret for an authenticator app, in base32. */
export function makeTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The address in an authenticator app's QR code; the app shows issuer and label. */
export function totpAddress({ secret, issuer, label }: { secret: string; issuer: string; label: string }): string {
  return totpOf(secret, { issuer, label }).toString()
}

/** The step, counted in half minutes since 1970, whose code this is; null when it is none of now. */
export function totpStep({ secret, code, nowMs }: { secret: string; code: string; nowMs: number }): number | null {
  if (!CODE.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: TOLERANCE })
  return delta === null ? null : Math.floor(nowMs / STEP_MS) + delta
}

function totpOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret) })
}
