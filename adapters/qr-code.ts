import QRCode from 'qrcode'

/** A QR code as one SVG path on a grid of `size` by `size`, quiet zone included. */
export type QrPath = { d: string; size: number }

const QUIET_ZONE = 4

/** Error correction of 25 %, so that a folded or stained card still works. */
export function qrPath(text: string): QrPath {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' })
  const steps: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) steps.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`)
    }
  }
  return { d: steps.join(''), size: modules.size + 2 * QUIET_ZONE }
}
