import { CAMERA_SIZE } from '@/protocol/media-profile'

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

function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'busy'
}
