import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

import { der, objectId, sequence, set, utcTime } from './der'

export type Certificate = {
  der: Buffer
  privateKey: KeyObject
  /** SHA-256 of the certificate, in the form that signalling expects. */
  fingerprint: string
}

const ECDSA_WITH_SHA256 = '2a8648ce3d040302'
const COMMON_NAME = '550403'
const BIT_STRING = 0x03
const INTEGER = 0x02
const UTF8_STRING = 0x0c
const DAY_MS = 86_400_000

/** A self-signed certificate on P-256, as every browser generates one. */
export function makeCertificate(nowMs: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(objectId(ECDSA_WITH_SHA256))
  const name = sequence(set(sequence(objectId(COMMON_NAME), der(UTF8_STRING, Buffer.from('samsal-load')))))
  const validity = sequence(utcTime(new Date(nowMs - DAY_MS)), utcTime(new Date(nowMs + 30 * DAY_MS)))
  const serial = randomBytes(8)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  // Without a version field it is X.509 version 1, which needs no extensions.
  const body = sequence(der(INTEGER, serial), algorithm, name, validity, name, publicInfo)
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, algorithm, der(BIT_STRING, Buffer.from([0]), signature))
  return { der: whole, privateKey, fingerprint: fingerprintOf(whole) }
}

export function fingerprintOf(certificate: Buffer): string {
  const hex = createHash('sha256').update(certificate).digest('hex').toUpperCase()
  return hex.replace(/(..)(?=.)/g, '$1:')
}
