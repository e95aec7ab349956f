import { transportFeedbackHeader } from './rtcp'

const TICK_MS = 0.25
/** 64 ms, the unit of the reference time. */
const TICKS_PER_REFERENCE = 256
const SYMBOLS_PER_CHUNK = 7
const SYMBOL = { missing: 0, small: 1, large: 2 } as const

type Arrival = { sequence: number; atMs: number }

/** Records when packets of one transport arrived, by their transport-wide number, and reports them in batches. */
export class TransportFeedback {
  #arrivals: Arrival[] = []
  /** The next number to report, extended across the wrap; -1 before the first. */
  #next = -1
  #highest = -1
  #count = 0

  note(sequence: number, nowMs: number): void {
    const extended = this.#highest < 0 ? sequence : this.#highest + toSigned(sequence - (this.#highest & 0xffff))
    if (extended > this.#highest) this.#highest = extended
    this.#arrivals.push({ sequence: extended, atMs: nowMs })
  }

  /** One feedback packet for everything since the last; null when nothing arrived. */
  take(target: { sender: number; media: number }): Buffer | null {
    const arrivals = this.#arrivals
    if (arrivals.length === 0) return null
    this.#arrivals = []
    arrivals.sort((one, other) => one.sequence - other.sequence)
    // A packet reported as missing that arrived late is reported again from there.
    const base = Math.min(this.#next < 0 ? Infinity : this.#next, arrivals[0]?.sequence ?? 0)
    this.#next = this.#highest + 1
    this.#count = (this.#count + 1) & 0xff
    return makeTransportFeedback({ ...target, base, count: this.#count }, arrivals)
  }
}

type Feedback = { sender: number; media: number; base: number; count: number }

/** Transport-wide congestion control feedback; `arrivals` in the order of their numbers. */
export function makeTransportFeedback(feedback: Feedback, arrivals: readonly Arrival[]): Buffer {
  const first = arrivals[0]
  const last = arrivals.at(-1)
  if (!first || !last) throw new Error('nothing to report')
  const reference = Math.floor(first.atMs / TICK_MS / TICKS_PER_REFERENCE)
  const symbols = new Uint8Array(last.sequence - feedback.base + 1)
  const deltas: number[] = []
  let before = reference * TICKS_PER_REFERENCE
  for (const { sequence, atMs } of arrivals) {
    const index = sequence - feedback.base
    if (symbols[index] !== SYMBOL.missing) continue
    const ticks = Math.round(atMs / TICK_MS)
    const delta = Math.max(-32_768, Math.min(32_767, ticks - before))
    before = ticks
    symbols[index] = delta >= 0 && delta <= 255 ? SYMBOL.small : SYMBOL.large
    deltas.push(delta)
  }
  const chunks = chunksOf(symbols)
  const deltaBytes = deltas.reduce((sum, delta) => sum + (delta >= 0 && delta <= 255 ? 1 : 2), 0)
  const packet = transportFeedbackHeader(feedback, Math.ceil((20 + chunks.length * 2 + deltaBytes) / 4) * 4)
  packet.writeUInt16BE(feedback.base & 0xffff, 12)
  packet.writeUInt16BE(symbols.length, 14)
  packet.writeUIntBE(reference & 0xff_ffff, 16, 3)
  packet.writeUInt8(feedback.count, 19)
  let at = 20
  for (const chunk of chunks) at = packet.writeUInt16BE(chunk, at)
  for (const delta of deltas) {
    at = delta >= 0 && delta <= 255 ? packet.writeUInt8(delta, at) : packet.writeInt16BE(delta, at)
  }
  return packet
}

/** Vectors of seven symbols of two bits. */
function chunksOf(symbols: Uint8Array): number[] {
  const chunks: number[] = []
  for (let start = 0; start < symbols.length; start += SYMBOLS_PER_CHUNK) {
    let chunk = 0xc000
    for (let index = 0; index < SYMBOLS_PER_CHUNK; index++) {
      chunk |= (symbols[start + index] ?? SYMBOL.missing) << (2 * (SYMBOLS_PER_CHUNK - 1 - index))
    }
    chunks.push(chunk)
  }
  return chunks
}

function toSigned(difference: number): number {
  return ((difference + 0x8000) & 0xffff) - 0x8000
}
