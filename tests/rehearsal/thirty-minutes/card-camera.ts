import type { Page } from 'playwright-core'
import QRCode from 'qrcode'

const SIDE = 480
const SHARE = 0.7
const LOOK_MS = 100

declare global {
  var cardCamera: { modules: readonly (readonly number[])[] }
}

/** From its next load on, the camera of this page is one before which printed cards are held. */
export async function giveCardCamera(page: Page): Promise<void> {
  await page.addInitScript(
    ({ side, share, everyMs }) => {
      globalThis.cardCamera = { modules: [] }
      const canvas = document.createElement('canvas')
      canvas.width = side
      canvas.height = side
      const context = canvas.getContext('2d')
      const draw = () => {
        if (!context) return
        const { modules } = globalThis.cardCamera
        const size = Math.floor((side * share) / Math.max(1, modules.length))
        const from = Math.floor((side - size * modules.length) / 2)
        context.fillStyle = '#c8c8c8'
        context.fillRect(0, 0, side, side)
        context.fillStyle = '#1e1e1e'
        for (const [row, columns] of modules.entries()) {
          for (const column of columns) context.fillRect(from + column * size, from + row * size, size, size)
        }
      }
      navigator.mediaDevices.getUserMedia = async () => {
        // A stream gives a picture only when something is drawn.
        setInterval(draw, everyMs)
        return canvas.captureStream(1_000 / everyMs)
      }
    },
    { side: SIDE, share: SHARE, everyMs: LOOK_MS },
  )
}

/** Holds a card before the camera, in place of the one before. */
export async function holdCard(page: Page, text: string): Promise<void> {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' })
  const places = Array.from({ length: modules.size }, (_, at) => at)
  const rows = places.map((row) => places.filter((column) => modules.get(row, column)))
  await page.evaluate((dark) => {
    globalThis.cardCamera.modules = dark
  }, rows)
}
