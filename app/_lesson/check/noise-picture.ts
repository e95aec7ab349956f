const WIDTH = 320
const HEIGHT = 180
const FRAME_MS = 80
/** The last byte of a pixel. */
const OPAQUE = 0xff_00_00_00

/**
 * A moving picture of noise. It cannot be compressed, so it uses all the bandwidth it may, where a still classroom
 * would show little; and no camera picture is sent for a check.
 */
export function makeNoisePicture(): { track: MediaStreamTrack | null; stop: () => void } {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d')
  if (!context) return { track: null, stop: () => undefined }
  const image = context.createImageData(WIDTH, HEIGHT)
  const pixels = new Uint32Array(image.data.buffer)
  const timer = setInterval(() => {
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = (Math.random() * 0xff_ff_ff) | OPAQUE
    context.putImageData(image, 0, 0)
  }, FRAME_MS)
  const [track] = canvas.captureStream(1000 / FRAME_MS).getVideoTracks()
  return {
    track: track ?? null,
    stop: () => {
      clearInterval(timer)
      track?.stop()
    },
  }
}
