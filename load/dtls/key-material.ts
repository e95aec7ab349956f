import { createHmac } from 'node:crypto'

/** The pseudo-random function of TLS 1.2 with SHA-256 (RFC 5246, 5). */
export function prf(secret: Buffer, seed: { label: string; data: Buffer }, bytes: number): Buffer {
  const whole = Buffer.concat([Buffer.from(seed.label, 'ascii'), seed.data])
  const out: Buffer[] = []
  let a = whole
  for (let have = 0; have < bytes; have += 32) {
    a = createHmac('sha256', secret).update(a).digest()
    out.push(createHmac('sha256', secret).update(a).update(whole).digest())
  }
  return Buffer.concat(out).subarray(0, bytes)
}

export type WriteKey = { key: Buffer; fixedIv: Buffer }

/** Keys of the records of both sides, for AES-128-GCM. */
export function recordKeys(master: Buffer, randoms: { client: Buffer; server: Buffer }) {
  const data = Buffer.concat([randoms.server, randoms.client])
  const block = prf(master, { label: 'key expansion', data }, 40)
  const client: WriteKey = { key: block.subarray(0, 16), fixedIv: block.subarray(32, 36) }
  const server: WriteKey = { key: block.subarray(16, 32), fixedIv: block.subarray(36, 40) }
  return { client, server }
}

/** Supported SRTP protection profiles, by their number (RFC 7714). */
export const SRTP_PROFILES = {
  7: { name: 'AEAD_AES_128_GCM', keyBytes: 16, cipher: 'aes-128-gcm' },
  8: { name: 'AEAD_AES_256_GCM', keyBytes: 32, cipher: 'aes-256-gcm' },
} as const
export type SrtpProfile = keyof typeof SRTP_PROFILES

export const SRTP_SALT_BYTES = 12

export type MasterKey = { key: Buffer; salt: Buffer }
/** The exported result of DTLS: the master keys that each side sends with. */
export type SrtpKeys = { profile: SrtpProfile; local: MasterKey; remote: MasterKey }

/** Exports the SRTP master keys of a handshake in which we are the client (RFC 5764, 4.2). */
export function exportSrtpKeys(
  profile: SrtpProfile,
  master: Buffer,
  randoms: { client: Buffer; server: Buffer },
): SrtpKeys {
  const { keyBytes } = SRTP_PROFILES[profile]
  const data = Buffer.concat([randoms.client, randoms.server])
  const block = prf(master, { label: 'EXTRACTOR-dtls_srtp', data }, 2 * (keyBytes + SRTP_SALT_BYTES))
  const saltsAt = 2 * keyBytes
  return {
    profile,
    local: { key: block.subarray(0, keyBytes), salt: block.subarray(saltsAt, saltsAt + SRTP_SALT_BYTES) },
    remote: { key: block.subarray(keyBytes, saltsAt), salt: block.subarray(saltsAt + SRTP_SALT_BYTES) },
  }
}
