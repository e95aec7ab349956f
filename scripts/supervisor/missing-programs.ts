import { spawnSync } from 'node:child_process'

/** What to say at the start when lessons cannot be recorded on this machine; null when they can. */
export function recordingHint(searchPath: string | undefined): string | null {
  const env = { ...process.env, PATH: searchPath }
  const missing = ['ffmpeg', 'ffprobe'].filter((program) => spawnSync(program, ['-version'], { env }).error)
  if (missing.length === 0) return null
  return `No lesson can be recorded here, because ${missing.join(' and ')} cannot be run; everything else works without.`
}
