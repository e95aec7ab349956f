export const RTCP = { senderReport: 200, receiverReport: 201, transportFeedback: 205, payloadFeedback: 206 } as const
const FEEDBACK = { nack: 1, transportCc: 15, pli: 1, fir: 4 } as const
const NTP_EPOCH_SECONDS = 2_208_988_800

export type ReportBlock = {
  ssrc: number
  fractionLost: number
  totalLost: number
  highest: number
  /** Middle bits of the last sender report's NTP time, and its age in ms; 0 before the first. */
  lastReport: number
  sinceLastReportMs: number
}

export function makeReceiverReport(ssrc: number, blocks: readonly ReportBlock[]): Buffer {
  const packet = withHeader({ count: blocks.length, type: RTCP.receiverReport, bytes: 8 + blocks.length * 24 })
  packet.writeUInt32BE(ssrc, 4)
  blocks.forEach((block, index) => {
    const at = 8 + index * 24
    packet.writeUInt32BE(block.ssrc, at)
    packet.writeUInt8(block.fractionLost, at + 4)
    packet.writeUIntBE(Math.min(block.totalLost, 0x7f_ffff), at + 5, 3)
    packet.writeUInt32BE(block.highest >>> 0, at + 8)
    packet.writeUInt32BE(0, at + 12)
    packet.writeUInt32BE(block.lastReport, at + 16)
    packet.writeUInt32BE(Math.round(block.sinceLastReportMs * 65.536) >>> 0, at + 20)
  })
  return packet
}

export type SenderState = { ssrc: number; wallMs: number; timestamp: number; packets: number; octets: number }

export function makeSenderReport({ ssrc, wallMs, timestamp, packets, octets }: SenderState): Buffer {
  const packet = withHeader({ count: 0, type: RTCP.senderReport, bytes: 28 })
  const seconds = wallMs / 1_000 + NTP_EPOCH_SECONDS
  packet.writeUInt32BE(ssrc, 4)
  packet.writeUInt32BE(Math.floor(seconds) >>> 0, 8)
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32) >>> 0, 12)
  packet.writeUInt32BE(timestamp >>> 0, 16)
  packet.writeUInt32BE(packets >>> 0, 20)
  packet.writeUInt32BE(octets >>> 0, 24)
  return packet
}

type Target = { sender: number; media: number }

/** Requests retransmissions (RFC 4585, 6.2.1): each item names one packet, and a mask of the sixteen after it. */
export function makeNack({ sender, media }: Target, sequences: readonly number[]): Buffer {
  const items: { first: number; mask: number }[] = []
  for (const sequence of sequences) {
    const last = items.at(-1)
    const distance = last ? (sequence - last.first) & 0xffff : 0
    if (last && distance >= 1 && distance <= 16) last.mask |= 1 << (distance - 1)
    else items.push({ first: sequence, mask: 0 })
  }
  const packet = withHeader({ count: FEEDBACK.nack, type: RTCP.transportFeedback, bytes: 12 + items.length * 4 })
  packet.writeUInt32BE(sender, 4)
  packet.writeUInt32BE(media, 8)
  items.forEach(({ first, mask }, index) => {
    packet.writeUInt16BE(first, 12 + index * 4)
    packet.writeUInt16BE(mask, 14 + index * 4)
  })
  return packet
}

/** Requests a key frame. */
export function makePli({ sender, media }: Target): Buffer {
  const packet = withHeader({ count: FEEDBACK.pli, type: RTCP.payloadFeedback, bytes: 12 })
  packet.writeUInt32BE(sender, 4)
  packet.writeUInt32BE(media, 8)
  return packet
}

export function transportFeedbackHeader({ sender, media }: Target, bytes: number): Buffer {
  const packet = withHeader({ count: FEEDBACK.transportCc, type: RTCP.transportFeedback, bytes })
  packet.writeUInt32BE(sender, 4)
  packet.writeUInt32BE(media, 8)
  return packet
}

export type RtcpHandlers = {
  onSenderReport?: (report: { ssrc: number; middleOfNtp: number }) => void
  onNack?: (ssrc: number, sequences: number[]) => void
  onKeyFrameRequest?: (ssrc: number) => void
}

/** Parses a compound packet and reports the relevant parts. */
export function readRtcp(compound: Buffer, handlers: RtcpHandlers): void {
  for (let at = 0; at + 8 <= compound.length;) {
    const end = at + 4 + compound.readUInt16BE(at + 2) * 4
    if (end > compound.length) return
    const packet = compound.subarray(at, end)
    const format = packet.readUInt8(0) & 0x1f
    const type = packet.readUInt8(1)
    if (type === RTCP.senderReport && packet.length >= 28) {
      handlers.onSenderReport?.({ ssrc: packet.readUInt32BE(4), middleOfNtp: packet.readUInt32BE(10) })
    } else if (type === RTCP.transportFeedback && format === FEEDBACK.nack) {
      handlers.onNack?.(packet.readUInt32BE(8), readNack(packet))
    } else if (type === RTCP.payloadFeedback && format === FEEDBACK.pli) {
      handlers.onKeyFrameRequest?.(packet.readUInt32BE(8))
    } else if (type === RTCP.payloadFeedback && format === FEEDBACK.fir) {
      for (let item = 12; item + 8 <= packet.length; item += 8) handlers.onKeyFrameRequest?.(packet.readUInt32BE(item))
    }
    at = end
  }
}

/** The sequence numbers that a NACK requests. */
export function readNack(packet: Buffer): number[] {
  const sequences: number[] = []
  for (let at = 12; at + 4 <= packet.length; at += 4) {
    const first = packet.readUInt16BE(at)
    const mask = packet.readUInt16BE(at + 2)
    sequences.push(first)
    for (let bit = 0; bit < 16; bit++) if ((mask & (1 << bit)) !== 0) sequences.push((first + bit + 1) & 0xffff)
  }
  return sequences
}

function withHeader({ count, type, bytes }: { count: number; type: number; bytes: number }): Buffer {
  const packet = Buffer.alloc(bytes)
  packet.writeUInt8(0x80 | count, 0)
  packet.writeUInt8(type, 1)
  packet.writeUInt16BE(bytes / 4 - 1, 2)
  return packet
}
