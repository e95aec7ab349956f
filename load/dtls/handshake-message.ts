export const HANDSHAKE = {
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const

export type HandshakeMessage = {
  type: number
  sequence: number
  body: Buffer
  /** With the header of an unfragmented message: this is what the transcript hashes. */
  whole: Buffer
}

const HEADER_BYTES = 12

export function makeMessage(type: number, sequence: number, body: Buffer): HandshakeMessage {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt8(type, 0)
  header.writeUIntBE(body.length, 1, 3)
  header.writeUInt16BE(sequence, 4)
  header.writeUIntBE(body.length, 9, 3)
  return { type, sequence, body, whole: Buffer.concat([header, body]) }
}

type Partial = { type: number; body: Buffer; isThere: Uint8Array; missing: number }

/** Reassembles and orders the other side's messages, however the network delivered their fragments. */
export class HandshakeReader {
  readonly #partial = new Map<number, Partial>()
  #next = 0

  /** The messages that this record completes, in order. */
  read(record: Buffer): HandshakeMessage[] {
    for (let at = 0; at + HEADER_BYTES <= record.length;) {
      const end = at + HEADER_BYTES + record.readUIntBE(at + 9, 3)
      if (end > record.length) break
      this.#add(record.subarray(at, end))
      at = end
    }
    const complete: HandshakeMessage[] = []
    for (;;) {
      const next = this.#partial.get(this.#next)
      if (!next || next.missing > 0) return complete
      this.#partial.delete(this.#next)
      complete.push(makeMessage(next.type, this.#next, next.body))
      this.#next += 1
    }
  }

  #add(fragment: Buffer): void {
    const length = fragment.readUIntBE(1, 3)
    const sequence = fragment.readUInt16BE(4)
    const offset = fragment.readUIntBE(6, 3)
    const content = fragment.subarray(HEADER_BYTES)
    if (sequence < this.#next || offset + content.length > length) return
    const partial = this.#partial.get(sequence) ?? {
      type: fragment.readUInt8(0),
      body: Buffer.alloc(length),
      isThere: new Uint8Array(length),
      missing: length,
    }
    this.#partial.set(sequence, partial)
    content.copy(partial.body, offset)
    for (let at = offset; at < offset + content.length; at++) {
      if (partial.isThere[at] === 1) continue
      partial.isThere[at] = 1
      partial.missing -= 1
    }
  }
}
