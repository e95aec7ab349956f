import { createCipheriv, createDecipheriv } from 'node:crypto'

import { SRTP_PROFILES, type SrtpKeys } from '../dtls/key-material'
import { rtpHeaderBytes } from '../rtp/rtp-header'
import { deriveSessionKeys, type SessionKey } from './session-keys'

export const TAG_BYTES = 16
const RTCP_HEADER_BYTES = 8
const RTCP_INDEX_BYTES = 4
const ENCRYPTED = 0x8000_0000

/** SRTP and SRTCP of one transport, with AES in GCM (RFC 7714). */
export class SrtpSession {
  readonly #cipher: 'aes-128-gcm' | 'aes-256-gcm'
  readonly #local: { rtp: SessionKey; rtcp: SessionKey }
  readonly #remote: { rtp: SessionKey; rtcp: SessionKey }
  readonly #nonce = Buffer.alloc(12)
  #rtcpIndex = 0

  constructor({ profile, local, remote }: SrtpKeys) {
    this.#cipher = SRTP_PROFILES[profile].cipher
    this.#local = deriveSessionKeys(profile, local)
    this.#remote = deriveSessionKeys(profile, remote)
  }

  /** `rollovers`: how often the sequence number of this stream has wrapped. */
  sealRtp(packet: Buffer, rollovers: number): Buffer {
    const headerBytes = rtpHeaderBytes(packet)
    const { key, salt } = this.#local.rtp
    const cipher = createCipheriv(this.#cipher, key, this.#rtpNonce(packet, rollovers, salt))
    cipher.setAAD(packet.subarray(0, headerBytes))
    const sealed = Buffer.allocUnsafe(packet.length + TAG_BYTES)
    packet.copy(sealed, 0, 0, headerBytes)
    cipher.update(packet.subarray(headerBytes)).copy(sealed, headerBytes)
    cipher.final()
    cipher.getAuthTag().copy(sealed, packet.length)
    return sealed
  }

  /** The payload, or null when it does not authenticate. */
  openRtp(packet: Buffer, rollovers: number): Buffer | null {
    const headerBytes = rtpHeaderBytes(packet)
    const end = packet.length - TAG_BYTES
    if (end < headerBytes) return null
    const { key, salt } = this.#remote.rtp
    const decipher = createDecipheriv(this.#cipher, key, this.#rtpNonce(packet, rollovers, salt))
    decipher.setAAD(packet.subarray(0, headerBytes))
    decipher.setAuthTag(packet.subarray(end))
    try {
      const payload = decipher.update(packet.subarray(headerBytes, end))
      decipher.final()
      return payload
    } catch {
      // Authentication failed: null is the result.
      return null
    }
  }

  sealRtcp(packet: Buffer): Buffer {
    const index = this.#rtcpIndex
    this.#rtcpIndex = (index + 1) & 0x7fff_ffff
    const { key, salt } = this.#local.rtcp
    const mark = Buffer.alloc(RTCP_INDEX_BYTES)
    mark.writeUInt32BE((ENCRYPTED | index) >>> 0)
    const cipher = createCipheriv(this.#cipher, key, this.#rtcpNonce(packet.readUInt32BE(4), index, salt))
    const header = packet.subarray(0, RTCP_HEADER_BYTES)
    cipher.setAAD(Buffer.concat([header, mark]))
    const sealed = cipher.update(packet.subarray(RTCP_HEADER_BYTES))
    cipher.final()
    return Buffer.concat([header, sealed, cipher.getAuthTag(), mark])
  }

  openRtcp(packet: Buffer): Buffer | null {
    const end = packet.length - RTCP_INDEX_BYTES - TAG_BYTES
    if (end < RTCP_HEADER_BYTES) return null
    const mark = packet.subarray(packet.length - RTCP_INDEX_BYTES)
    const header = packet.subarray(0, RTCP_HEADER_BYTES)
    const { key, salt } = this.#remote.rtcp
    const index = mark.readUInt32BE(0) & 0x7fff_ffff
    const decipher = createDecipheriv(this.#cipher, key, this.#rtcpNonce(packet.readUInt32BE(4), index, salt))
    decipher.setAAD(Buffer.concat([header, mark]))
    decipher.setAuthTag(packet.subarray(end, end + TAG_BYTES))
    try {
      const opened = decipher.update(packet.subarray(RTCP_HEADER_BYTES, end))
      decipher.final()
      return Buffer.concat([header, opened])
    } catch {
      // As above.
      return null
    }
  }

  #rtpNonce(packet: Buffer, rollovers: number, salt: Buffer): Buffer {
    const nonce = this.#nonce
    nonce.writeUInt16BE(0, 0)
    packet.copy(nonce, 2, 8, 12)
    nonce.writeUInt32BE(rollovers, 6)
    packet.copy(nonce, 10, 2, 4)
    return xor(nonce, salt)
  }

  #rtcpNonce(ssrc: number, index: number, salt: Buffer): Buffer {
    const nonce = this.#nonce
    nonce.writeUInt16BE(0, 0)
    nonce.writeUInt32BE(ssrc, 2)
    nonce.writeUInt16BE(0, 6)
    nonce.writeUInt32BE(index, 8)
    return xor(nonce, salt)
  }
}

/** Modifies and returns its first argument, because a nonce is made for each packet. */
function xor(nonce: Buffer, salt: Buffer): Buffer {
  for (let at = 0; at < salt.length; at++) nonce.writeUInt8(nonce.readUInt8(at) ^ salt.readUInt8(at), at)
  return nonce
}
