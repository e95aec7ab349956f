import QRCode from 'qrcode'

type IsDark = (row: number, column: number) => boolean

/** Our links at error correction Q need version 6: four blocks of 19 bytes of data each, interleaved byte by byte. */
const VERSION = 6
const BLOCKS = 4
const BLOCK_BYTES = 19

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const QUIET_ZONE = 4

const MASKS = [
  (row: number, column: number) => (row + column) % 2 === 0,
  (row: number) => row % 2 === 0,
  (_: number, column: number) => column % 3 === 0,
  (row: number, column: number) => (row + column) % 3 === 0,
  (row: number, column: number) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row: number, column: number) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row: number, column: number) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row: number, column: number) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
] as const

/** The text of a QR code drawn as an SVG path, as a phone's camera reads it; without error correction. */
export function readQr(d: string): string {
  const dark = new Set([...d.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${y} ${x}`))
  const isDark: IsDark = (row, column) => dark.has(`${row + QUIET_ZONE} ${column + QUIET_ZONE}`)
  const codewords = toBytes(readModules(isDark))
  const data = Array.from({ length: BLOCKS }, (_, block) =>
    Array.from({ length: BLOCK_BYTES }, (__, index) => codewords[index * BLOCKS + block] ?? 0),
  ).flat()
  return readSegments(data.map((byte) => byte.toString(2).padStart(8, '0')).join(''))
}

/** Bits in their order: up and down in pairs of columns from the right, without modules that are not data. */
function readModules(isDark: IsDark): string {
  const maskPattern = ([!isDark(8, 2), isDark(8, 3), !isDark(8, 4)].map(Number) as [number, number, number]).reduce(
    (number, bit) => number * 2 + bit,
    0,
  ) as QRCode.QRCodeMaskPattern
  const { modules } = QRCode.create('empty', { version: VERSION, errorCorrectionLevel: 'Q', maskPattern })
  const { size } = modules
  const isMasked = MASKS[maskPattern]
  let bits = ''
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing pattern is no part of a pair.
    if (right === 6) right -= 1
    for (let step = 0; step < size; step += 1) {
      const row = (right + 1) & 2 ? step : size - 1 - step
      for (const column of [right, right - 1]) {
        if (!modules.isReserved(row, column)) bits += isDark(row, column) === isMasked(row, column) ? '0' : '1'
      }
    }
  }
  return bits
}

function toBytes(bits: string): number[] {
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}

/** Digits, capitals and bytes are in segments, each with its mode and its length. */
function readSegments(bits: string): string {
  let at = 0
  const take = (count: number) => Number.parseInt(bits.slice(at, (at += count)), 2)
  let text = ''
  for (;;) {
    const mode = at + 4 <= bits.length ? take(4) : 0
    if (mode === 0) return text
    if (mode === 4) {
      for (let left = take(8); left > 0; left -= 1) text += String.fromCodePoint(take(8))
    } else if (mode === 2) {
      for (let left = take(9); left > 0; left -= 2) {
        const value = take(left > 1 ? 11 : 6)
        text += (left > 1 ? (ALPHANUMERIC[Math.floor(value / 45)] ?? '') : '') + (ALPHANUMERIC[value % 45] ?? '')
      }
    } else if (mode === 1) {
      for (let left = take(10); left > 0; left -= 3) {
        const digits = Math.min(left, 3)
        text += String(take(digits * 3 + 1)).padStart(digits, '0')
      }
    } else throw new Error(`a segment of mode ${mode} is not known`)
  }
}
