import type { Consumer } from 'mediasoup/types'

/** By then the worker itself has asked twice, at once and after a second; it does not ask a third time. */
const FIRST_ASK_MS = 2_000
const ASK_AGAIN_MS = 1_500

/**
 * Asks the sender of a picture for a key frame until one has been sent on. Before it nothing is, so the browser at the
 * other end has no packet to miss and does not ask either. Requests are lost on a poor line, and while the sender is
 * still connecting. Costs nothing once the picture is there.
 */
export function askForPicture(consumer: Consumer): void {
  if (consumer.kind !== 'video') return
  let timer: NodeJS.Timeout | undefined
  const wait = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(ask, ms).unref()
  }
  const begin = (): void => {
    if (!consumer.closed && !consumer.paused && !consumer.producerPaused) wait(FIRST_ASK_MS)
  }
  const ask = (): void => {
    const { producerScores } = consumer.score
    // A sender of whom nothing arrives is asked when that is over.
    if (producerScores.some((score) => score > 0)) consumer.requestKeyFrame().catch(ignoreGone)
    wait(ASK_AGAIN_MS)
  }
  const end = (): void => clearTimeout(timer)
  // The picture that follows a pause begins with a key frame too.
  consumer.observer.on('resume', begin)
  consumer.observer.on('pause', end)
  consumer.observer.once('close', end)
  if (consumer.type === 'simple') {
    // Without layers, only its key frames themselves say that it is there.
    consumer.on('trace', end)
    consumer.enableTraceEvent(['keyframe']).catch(ignoreGone)
  } else {
    consumer.on('layerschange', (layers) => (layers ? end() : begin()))
    if (consumer.currentLayers) return
  }
  begin()
}

/** The consumer was closed meanwhile, or its worker died, which is noticed elsewhere. */
function ignoreGone(): void {}
