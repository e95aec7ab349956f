import type { SrtpProfile } from './key-material'
import { SRTP_PROFILES } from './key-material'

const VERSION = 0xfefd
export const ECDHE_ECDSA_AES_128_GCM_SHA256 = 0xc02b
const NO_RENEGOTIATION = 0x00ff
export const P_256 = 23
const EXTENSION = { groups: 10, pointFormats: 11, signatures: 13, srtp: 14, extendedMasterSecret: 23 } as const

/** Our only offer: ECDHE with ECDSA on P-256, AES-128-GCM, SRTP with GCM. */
export function makeClientHello(random: Buffer, profiles: readonly SrtpProfile[]): Buffer {
  const extensions = Buffer.concat([
    extension(EXTENSION.groups, [0, 2, 0, P_256]),
    extension(EXTENSION.pointFormats, [1, 0]),
    // ECDSA and RSA, each with SHA-256.
    extension(EXTENSION.signatures, [0, 4, 4, 3, 4, 1]),
    extension(EXTENSION.srtp, [0, 2 * profiles.length, ...profiles.flatMap((profile) => [0, profile]), 0]),
    extension(EXTENSION.extendedMasterSecret, []),
  ])
  return Buffer.concat([
    uint16(VERSION),
    random,
    // No session, no cookie.
    Buffer.from([0, 0]),
    uint16(4),
    uint16(ECDHE_ECDSA_AES_128_GCM_SHA256),
    uint16(NO_RENEGOTIATION),
    Buffer.from([1, 0]),
    uint16(extensions.length),
    extensions,
  ])
}

export type ServerHello = { random: Buffer; cipher: number; profile: SrtpProfile; hasExtendedMasterSecret: boolean }

/** @throws when the server chose no SRTP profile that we support. */
export function readServerHello(body: Buffer): ServerHello {
  const random = body.subarray(2, 34)
  let at = 35 + body.readUInt8(34)
  const cipher = body.readUInt16BE(at)
  at += 5
  let profile: number | undefined
  let hasExtendedMasterSecret = false
  while (at + 4 <= body.length) {
    const type = body.readUInt16BE(at)
    const end = at + 4 + body.readUInt16BE(at + 2)
    if (type === EXTENSION.srtp) profile = body.readUInt16BE(at + 6)
    if (type === EXTENSION.extendedMasterSecret) hasExtendedMasterSecret = true
    at = end
  }
  if (!isProfile(profile)) throw new Error(`DTLS: SRTP profile ${profile} is none of ours`)
  return { random, cipher, profile, hasExtendedMasterSecret }
}

function isProfile(profile: number | undefined): profile is SrtpProfile {
  return profile !== undefined && Object.hasOwn(SRTP_PROFILES, profile)
}

function extension(type: number, content: number[]): Buffer {
  return Buffer.concat([uint16(type), uint16(content.length), Buffer.from(content)])
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}
