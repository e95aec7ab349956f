import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import QRCode from 'qrcode'

const SIDE = 480
const FRAMES = 10

/** A camera with a printed card in front of it: its QR code in the middle of a grey picture. */
export async function showCard(text: string): Promise<string> {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' })
  const side = Math.floor((SIDE * 0.7) / modules.size)
  const from = Math.floor((SIDE - side * modules.size) / 2)
  const luma = Buffer.alloc(SIDE * SIDE, 200)
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue
      for (let y = 0; y < side; y += 1) {
        const start = (from + row * side + y) * SIDE + from + column * side
        luma.fill(30, start, start + side)
      }
    }
  }
  const chroma = Buffer.alloc((SIDE * SIDE) / 4, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma, chroma])
  const header = Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F10:1 Ip A1:1 C420jpeg\n`)
  const target = path.join(tmpdir(), `samsal-card-${process.pid}-${text.length}-${Date.now()}.y4m`)
  await writeFile(target, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]))
  return target
}
