export type RtpHeader = { payloadType: number; marker: boolean; sequence: number; timestamp: number; ssrc: number }
export type HeaderExtension = { id: number; content: Buffer }

const FIXED_BYTES = 12
const ONE_BYTE_PROFILE = 0xbede
const TWO_BYTE_PROFILE = 0x1000

/** Whether this is RTCP, where RTP and RTCP share a port (RFC 5761). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet.readUInt8(1)
  return type >= 192 && type <= 223
}

/** Bytes before the payload: the unencrypted part of SRTP. */
export function rtpHeaderBytes(packet: Buffer): number {
  const first = packet.readUInt8(0)
  const fixed = FIXED_BYTES + (first & 0x0f) * 4
  return (first & 0x10) === 0 ? fixed : fixed + 4 + packet.readUInt16BE(fixed + 2) * 4
}

/** Where the content of a header extension begins; -1 when the packet does not have it. */
export function findExtension(packet: Buffer, wanted: number): number {
  const first = packet.readUInt8(0)
  if ((first & 0x10) === 0) return -1
  const start = FIXED_BYTES + (first & 0x0f) * 4
  const profile = packet.readUInt16BE(start)
  const isOneByte = profile === ONE_BYTE_PROFILE
  if (!isOneByte && (profile & 0xfff0) !== TWO_BYTE_PROFILE) return -1
  const end = start + 4 + packet.readUInt16BE(start + 2) * 4
  for (let at = start + 4; at + 1 < end;) {
    const mark = packet.readUInt8(at)
    if (mark === 0) {
      at += 1
    } else if (isOneByte) {
      if (mark >> 4 === wanted) return at + 1
      at += 2 + (mark & 0x0f)
    } else {
      if (mark === wanted) return at + 2
      at += 2 + packet.readUInt8(at + 1)
    }
  }
  return -1
}

/** A whole packet, with its extensions in the one-byte form. */
export function makeRtpPacket(header: RtpHeader, extensions: readonly HeaderExtension[], payload: Buffer): Buffer {
  const extensionBytes = extensions.reduce((sum, { content }) => sum + 1 + content.length, 0)
  const words = Math.ceil(extensionBytes / 4)
  const headerBytes = FIXED_BYTES + (words > 0 ? 4 + words * 4 : 0)
  const packet = Buffer.alloc(headerBytes + payload.length)
  packet.writeUInt8(words > 0 ? 0x90 : 0x80, 0)
  packet.writeUInt8((header.marker ? 0x80 : 0) | header.payloadType, 1)
  packet.writeUInt16BE(header.sequence, 2)
  packet.writeUInt32BE(header.timestamp, 4)
  packet.writeUInt32BE(header.ssrc, 8)
  if (words > 0) {
    packet.writeUInt16BE(ONE_BYTE_PROFILE, FIXED_BYTES)
    packet.writeUInt16BE(words, FIXED_BYTES + 2)
    let at = FIXED_BYTES + 4
    for (const { id, content } of extensions) {
      packet.writeUInt8((id << 4) | (content.length - 1), at)
      content.copy(packet, at + 1)
      at += 1 + content.length
    }
  }
  payload.copy(packet, headerBytes)
  return packet
}
