import { CAMERA_SIZE, SCREEN_SIZE } from '@/protocol/media-profile'

/** The devices that a person opens, besides a shared screen. */
export type DeviceSource = 'camera' | 'microphone'

/** Why a camera or microphone is unavailable; each reason has its own image and sentence. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure'
export type OpenedDevice = { track: MediaStreamTrack; problem: null } | { track: null; problem: DeviceProblem }

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }

/** Opens the camera or the microphone. Never rejects: a problem is a result. */
export async function openDevice(source: DeviceSource, deviceId?: string): Promise<OpenedDevice> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) return { track: null, problem: 'insecure' }
  const exact = deviceId === undefined ? {} : { deviceId: { exact: deviceId } }
  try {
    const stream = await devices.getUserMedia(
      source === 'camera' ? { video: { ...CAMERA_SIZE, ...exact } } : { audio: { ...VOICE, ...exact } },
    )
    const track = stream.getTracks()[0]
    return track ? { track, problem: null } : { track: null, problem: 'missing' }
  } catch (error) {
    return { track: null, problem: problemOf(error) }
  }
}

export type OpenedScreen = {
  picture: MediaStreamTrack | null
  /** If the browser shares audio. */
  sound: MediaStreamTrack | null
  /** Null also when the person cancelled. */
  problem: 'missing' | 'insecure' | null
}

/** Newer than the types: a browser that knows `restrictOwnAudio` leaves out what this page plays. */
const SHARING = {
  video: SCREEN_SIZE,
  audio: { restrictOwnAudio: true },
  selfBrowserSurface: 'exclude',
} as DisplayMediaStreamOptions

/** The sound of a whole screen contains the voices of the lesson, where the browser does not leave them out. */
function withoutVoices(picture: MediaStreamTrack | null, sound: MediaStreamTrack | null): MediaStreamTrack | null {
  const supported = navigator.mediaDevices.getSupportedConstraints() as { restrictOwnAudio?: boolean }
  if (!sound || supported.restrictOwnAudio || picture?.getSettings().displaySurface !== 'monitor') return sound
  sound.stop()
  return null
}

/** Asks for a screen or window to share: sharp, at a low frame rate, with its audio where the browser supports it. */
export async function openScreen(): Promise<OpenedScreen> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) return { picture: null, sound: null, problem: 'insecure' }
  if (typeof devices.getDisplayMedia !== 'function') return { picture: null, sound: null, problem: 'missing' }
  try {
    const stream = await devices.getDisplayMedia(SHARING)
    const picture = stream.getVideoTracks()[0] ?? null
    const sound = withoutVoices(picture, stream.getAudioTracks()[0] ?? null)
    // On a poor network text stays sharp and the frame rate drops.
    if (picture) picture.contentHint = 'detail'
    return { picture, sound, problem: null }
  } catch {
    // The person closed the browser's dialogue without choosing.
    return { picture: null, sound: null, problem: null }
  }
}

function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'busy'
}
