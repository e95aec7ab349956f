const SEQUENCE = 0x30
const SET = 0x31
const SHORT_LENGTH_MAX = 0x7f

/** One DER value: tag, length, content. */
export function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

export function sequence(...parts: Buffer[]): Buffer {
  return der(SEQUENCE, ...parts)
}

export function set(...parts: Buffer[]): Buffer {
  return der(SET, ...parts)
}

/** An object identifier in encoded form, in hex. */
export function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

/** An instant as UTCTime, which is valid until 2049. */
export function utcTime(at: Date): Buffer {
  const text = at.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${text}Z`, 'ascii'))
}

function lengthOf(length: number): number[] {
  if (length <= SHORT_LENGTH_MAX) return [length]
  if (length <= 0xff) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}
