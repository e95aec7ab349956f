import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { crc32 } from 'node:zlib'

const MAGIC_COOKIE = 0x2112a442
const BINDING_REQUEST = 0x0001
const BINDING_SUCCESS = 0x0101
const BINDING_ERROR = 0x0111
const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  controlling: 0x802a,
} as const
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 24
const FINGERPRINT_BYTES = 8
const FINGERPRINT_XOR = 0x5354554e
/** The priority of a host candidate over UDP. */
const PRIORITY = 1_845_501_695
const TIE_BREAKER = randomBytes(8)

export type IceCredentials = { usernameFragment: string; password: string }
/** The username and key of our checks, in the form that Node processes fastest. */
export type CheckSigner = { username: Buffer; key: KeyObject }

export function makeSigner(remote: IceCredentials, localFragment: string): CheckSigner {
  const username = Buffer.from(`${remote.usernameFragment}:${localFragment}`, 'utf8')
  return { username, key: createSecretKey(Buffer.from(remote.password, 'utf8')) }
}

/** Whether a datagram is STUN and not DTLS, RTP or RTCP. */
export function isStun(datagram: Buffer): boolean {
  return datagram.length >= HEADER_BYTES && datagram.readUInt8(0) < 4 && datagram.readUInt32BE(4) === MAGIC_COOKIE
}

/** A check that nominates its path, as the controlling side sends it to an ICE-lite server. */
export function makeBindingRequest({ username, key }: CheckSigner, transaction: Buffer): Buffer {
  const priority = Buffer.alloc(4)
  priority.writeUInt32BE(PRIORITY)
  const attributes = Buffer.concat([
    attribute(ATTRIBUTE.username, username),
    attribute(ATTRIBUTE.priority, priority),
    attribute(ATTRIBUTE.controlling, TIE_BREAKER),
    attribute(ATTRIBUTE.useCandidate, Buffer.alloc(0)),
  ])
  const signed = withHeader(attributes, transaction, attributes.length + INTEGRITY_BYTES)
  const integrity = createHmac('sha1', key).update(signed).digest()
  const whole = Buffer.concat([attributes, attribute(ATTRIBUTE.messageIntegrity, integrity)])
  const unmarked = withHeader(whole, transaction, whole.length + FINGERPRINT_BYTES)
  const mark = Buffer.alloc(4)
  mark.writeUInt32BE((crc32(unmarked) ^ FINGERPRINT_XOR) >>> 0)
  return Buffer.concat([unmarked, attribute(ATTRIBUTE.fingerprint, mark)])
}

export type BindingAnswer = { transaction: string; isSuccess: boolean; errorCode: number | null }

/** The response to one of our checks; null when it is something else. */
export function readBindingAnswer(datagram: Buffer): BindingAnswer | null {
  const type = datagram.readUInt16BE(0)
  if (type !== BINDING_SUCCESS && type !== BINDING_ERROR) return null
  const transaction = datagram.toString('latin1', 8, HEADER_BYTES)
  return { transaction, isSuccess: type === BINDING_SUCCESS, errorCode: readErrorCode(datagram) }
}

function readErrorCode(datagram: Buffer): number | null {
  for (let at = HEADER_BYTES; at + 4 <= datagram.length;) {
    const length = datagram.readUInt16BE(at + 2)
    if (datagram.readUInt16BE(at) === ATTRIBUTE.errorCode && at + 8 <= datagram.length) {
      return datagram.readUInt8(at + 6) * 100 + datagram.readUInt8(at + 7)
    }
    at += 4 + Math.ceil(length / 4) * 4
  }
  return null
}

function withHeader(attributes: Buffer, transaction: Buffer, length: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(BINDING_REQUEST, 0)
  header.writeUInt16BE(length, 2)
  header.writeUInt32BE(MAGIC_COOKIE, 4)
  transaction.copy(header, 8)
  return Buffer.concat([header, attributes])
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(type, 0)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}
