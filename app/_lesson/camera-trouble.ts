import type { DeviceProblem } from '@/lesson-client/local-media/devices'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

export type CameraTrouble = 'late' | 'ended' | 'taken' | DeviceProblem

/** Why the camera shows nothing, as a text key of `lesson:device.camera`; null when it does, or is not wanted. */
export function cameraTroubleOf({ devices: { camera } }: LessonSnapshot): CameraTrouble | null {
  if (camera.name === 'refused') return camera.problem
  if (camera.name === 'asked') return camera.isLate ? 'late' : null
  return camera.name === 'ended' || camera.name === 'taken' ? camera.name : null
}
