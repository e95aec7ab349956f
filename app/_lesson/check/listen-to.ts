import { loudspeaker } from '@/lesson-client/local-media/loudspeaker'

const TONE_HZ = 1_000
const TONE_MS = 900
const LISTEN_MS = 1_500
const LOOK_EVERY_MS = 50
/** A sound card that is woken takes a second. */
const STARTS_WITHIN_MS = 4_000
const FFT_SIZE = 4_096
/** Louder than this, the microphone picks something up; a dead one gives nothing at all. */
const SILENCE_DB = -85
/** By how much a tone must exceed the level before it. */
const HEARD_DB = 12

/** Whether a microphone picks anything up: the background noise of a classroom is enough. */
export async function hearsAnything(track: MediaStreamTrack): Promise<boolean> {
  return withAnalyser(track, async (analyser) => (await loudest(analyser, LISTEN_MS)) > SILENCE_DB)
}

/** Plays a short tone through the chosen loudspeaker: an element can choose it in more browsers than a context can. */
export async function playTone(): Promise<void> {
  const context = new AudioContext()
  const element = new Audio()
  const detach = loudspeaker.attach(element)
  try {
    await running(context)
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    gain.gain.value = 0.3
    oscillator.frequency.value = TONE_HZ
    const sound = context.createMediaStreamDestination()
    oscillator.connect(gain).connect(sound)
    element.srcObject = sound.stream
    await element.play()
    oscillator.start()
    await pause(TONE_MS)
    oscillator.stop()
  } finally {
    detach()
    element.srcObject = null
    await context.close()
  }
}

/** Plays a tone and listens for it with a microphone without echo cancellation. */
export async function hearsOwnTone(): Promise<boolean> {
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: raw })
  const [track] = stream.getAudioTracks()
  if (!track) return false
  try {
    return await withAnalyser(track, async (analyser) => {
      const before = await loudest(analyser, TONE_MS, TONE_HZ)
      const [during] = await Promise.all([loudest(analyser, TONE_MS, TONE_HZ), playTone()])
      return during > before + HEARD_DB && during > SILENCE_DB
    })
  } finally {
    track.stop()
  }
}

async function withAnalyser<T>(track: MediaStreamTrack, work: (analyser: AnalyserNode) => Promise<T>): Promise<T> {
  const context = new AudioContext()
  try {
    await running(context)
    const analyser = context.createAnalyser()
    analyser.fftSize = FFT_SIZE
    analyser.smoothingTimeConstant = 0
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    return await work(analyser)
  } finally {
    await context.close()
  }
}

/** Resolves once a sound graph runs. Without a sound card Firefox waits for one for ever. @throws when it does not start. */
async function running(context: AudioContext): Promise<void> {
  await Promise.race([context.resume(), pause(STARTS_WITHIN_MS)])
  if (context.state !== 'running') throw new Error('no sound output starts')
}

/** The highest level within a period, in dB: at one frequency, or at any. */
async function loudest(analyser: AnalyserNode, ms: number, hz?: number): Promise<number> {
  const bins = new Float32Array(analyser.frequencyBinCount)
  const at = hz === undefined ? null : Math.round((hz * analyser.fftSize) / analyser.context.sampleRate)
  let highest = Number.NEGATIVE_INFINITY
  for (const endAt = performance.now() + ms; performance.now() < endAt; await pause(LOOK_EVERY_MS)) {
    analyser.getFloatFrequencyData(bins)
    const looked = at === null ? bins : bins.subarray(at - 2, at + 3)
    highest = Math.max(highest, ...looked)
  }
  return highest
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
