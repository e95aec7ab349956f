import sharp from 'sharp'
import { expect, it } from 'vitest'

import { encodeSlide } from './encode-slide'

const TEXT = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900">
  <rect width="1600" height="900" fill="#fff"/>
  <text x="80" y="200" font-size="90" fill="#0b4f4a">Att hyra bostad</text>
  <text x="80" y="330" font-size="52">Hyresrätt, bostadsrätt och äganderätt</text></svg>`

const drawn = () => sharp(Buffer.from(TEXT)).png().toBuffer()
/** As irregular as the photographs that compress worst. */
const photographed = () =>
  sharp({
    create: {
      width: 1_600,
      height: 900,
      channels: 3,
      background: '#777',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .blur(1.5)
    .jpeg({ quality: 95 })
    .toBuffer()

it('a drawn slide keeps every pixel and is small', async () => {
  const bytes = await drawn()
  const { image, widthPx, heightPx } = await encodeSlide(bytes, 'large')
  expect([widthPx, heightPx]).toEqual([1_600, 900])
  expect(image.byteLength).toBeLessThan(45_000)
  const pixels = (file: Buffer) => sharp(file).removeAlpha().raw().toBuffer()
  expect((await pixels(image)).equals(await pixels(bytes))).toBe(true)
})

it('a drawn slide for a phone is smaller still', async () => {
  const { image, widthPx } = await encodeSlide(await drawn(), 'small')
  expect(widthPx).toBe(720)
  expect(image.byteLength).toBeLessThan(20_000)
})

it('a photograph is compressed with loss, more so for a phone', async () => {
  const bytes = await photographed()
  const [small, large] = [await encodeSlide(bytes, 'small'), await encodeSlide(bytes, 'large')]
  expect(small.image.byteLength).toBeLessThan(large.image.byteLength / 3)
  expect(large.image.byteLength).toBeLessThan(bytes.byteLength)
})

it('transparent areas become white, like paper', async () => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 }
  const bytes = await sharp({ create: { width: 20, height: 20, channels: 4, background: clear } })
    .png()
    .toBuffer()
  const { image } = await encodeSlide(bytes, 'small')
  expect([...(await sharp(image).removeAlpha().raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
})

it('a rotated photograph is turned upright', async () => {
  const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#0b4f4a' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect(await encodeSlide(bytes, 'large')).toMatchObject({ widthPx: 20, heightPx: 40 })
})
