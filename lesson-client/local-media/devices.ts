import { CAMERA_SIZE, SCREEN_SIZE } from '@/protocol/media-profile'

/** What a person opens on her device, beside a shared screen. */
export type DeviceSource = 'camera' | 'microphone'

/** Why a camera or microphone is not to be had; each has its own picture and sentence. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure'
export type OpenedDevice = { track: MediaStreamTrack; problem: null } | { track: null; problem: DeviceProblem }

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }

/** Asks for the camera or the microphone. Never rejects: what is wrong is an answer. */
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
  /** Where the browser shares it. */
  sound: MediaStreamTrack | null
  /** Null also when the person thought better of it. */
  problem: 'missing' | 'insecure' | null
}

/** Asks for a screen or window to share: sharp, few pictures a second, with its sound where the browser has it. */
export async function openScreen(): Promise<OpenedScreen> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) return { picture: null, sound: null, problem: 'insecure' }
  if (typeof devices.getDisplayMedia !== 'function') return { picture: null, sound: null, problem: 'missing' }
  try {
    const stream = await devices.getDisplayMedia({ video: SCREEN_SIZE, audio: true })
    const picture = stream.getVideoTracks()[0] ?? null
    // Text stays sharp when the line is thin; what suffers is how often it changes.
    if (picture) picture.contentHint = 'detail'
    return { picture, sound: stream.getAudioTracks()[0] ?? null, problem: null }
  } catch {
    // She closed the browser's question without choosing.
    return { picture: null, sound: null, problem: null }
  }
}

function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'busy'
}
