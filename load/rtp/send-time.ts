/** Marks a payload that ends with its send time. */
const MARK = 0x5353
export const SEND_TIME_BYTES = 8

const monotonicBaseMs = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** Monotonic time in ms, the same in all processes of this machine. */
export function nowMs(): number {
  return monotonicBaseMs + performance.now()
}

export function writeSendTime(payload: Buffer, atMs: number): void {
  const at = payload.length - SEND_TIME_BYTES
  payload.writeUInt16BE(MARK, at)
  payload.writeUIntBE(Math.round(atMs * 1_000), at + 2, 6)
}

/** A payload's send time, in ms; null when it has none. */
export function readSendTime(payload: Buffer): number | null {
  const at = payload.length - SEND_TIME_BYTES
  if (at < 0 || payload.readUInt16BE(at) !== MARK) return null
  return payload.readUIntBE(at + 2, 6) / 1_000
}
