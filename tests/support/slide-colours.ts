import type { Watchable } from './watch-media'

/** Pixels of the slide that a page shows whose largest share is red, green or blue, and clearly so. */
export function coloursOf(page: Watchable): Promise<Record<'red' | 'green' | 'blue', number>> {
  return page.evaluate(async (selector) => {
    const found = { red: 0, green: 0, blue: 0 }
    const picture = document.querySelector<HTMLImageElement>(selector)
    if (!picture) return found
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = picture.naturalWidth
    canvas.height = picture.naturalHeight
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {}
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
      if (red > green + 80 && red > blue + 80) found.red += 1
      if (green > red + 80 && green > blue + 80) found.green += 1
      if (blue > red + 80 && blue > green + 80) found.blue += 1
    }
    return found
  }, '[data-page] img')
}
