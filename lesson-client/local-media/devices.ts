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
  /** If the browser shares audio, and it contains nobody's voice. */
  sound: MediaStreamTrack | null
  /** Null also when the person cancelled. `voices`: the picture is shared, its sound would have given everybody an echo. */
  problem: 'missing' | 'insecure' | 'voices' | null
}

/** Newer than the types of the browser. */
type OwnAudio = { restrictOwnAudio?: boolean }

/** A browser that knows this leaves out of a shared sound what this page plays. */
function leavesOwnAudioOut(): boolean {
  return (navigator.mediaDevices.getSupportedConstraints() as OwnAudio).restrictOwnAudio === true
}

/** The system's sound contains the voices of the lesson: it is offered only where the browser leaves them out. */
function sharing(): DisplayMediaStreamOptions {
  const ofSystem = leavesOwnAudioOut() ? 'include' : 'exclude'
  return {
    video: SCREEN_SIZE,
    // The person who shares goes on hearing what they share.
    audio: { restrictOwnAudio: true, suppressLocalAudioPlayback: false },
    systemAudio: ofSystem,
    windowAudio: 'window',
    selfBrowserSurface: 'exclude',
  } as DisplayMediaStreamOptions
}

/** Only a tab has a sound of its own; any other may be the system's. A browser that ignored the question gives it. */
function containsVoices(picture: MediaStreamTrack | null, sound: MediaStreamTrack): boolean {
  if (picture?.getSettings().displaySurface === 'browser') return false
  return !leavesOwnAudioOut() || (sound.getSettings() as OwnAudio).restrictOwnAudio === false
}

/** Asks for a screen or window to share: sharp, at a low frame rate, with its audio where the browser supports it. */
export async function openScreen(): Promise<OpenedScreen> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) return { picture: null, sound: null, problem: 'insecure' }
  if (typeof devices.getDisplayMedia !== 'function') return { picture: null, sound: null, problem: 'missing' }
  try {
    const stream = await devices.getDisplayMedia(sharing())
    const picture = stream.getVideoTracks()[0] ?? null
    const sound = stream.getAudioTracks()[0] ?? null
    // On a poor network text stays sharp and the frame rate drops.
    if (picture) picture.contentHint = 'detail'
    if (!sound || !containsVoices(picture, sound)) return { picture, sound, problem: null }
    sound.stop()
    return { picture, sound: null, problem: 'voices' }
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
