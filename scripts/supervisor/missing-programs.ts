import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Features that need programs that npm does not install. */
const NEEDS = [
  { programs: ['ffmpeg', 'ffprobe'], package: 'ffmpeg', without: 'lessons cannot be recorded' },
  {
    programs: ['turnserver'],
    package: 'coturn',
    without: 'networks that allow nothing but TCP 443 cannot be let in (TURN_PORT)',
  },
]

/** A line for each feature that does not work on this machine, with the Debian package that it needs. */
export function describeMissingPrograms(searchPath: string | undefined): string[] {
  return NEEDS.flatMap(({ programs, package: name, without }) => {
    const missing = programs.filter((program) => !canRun(program, searchPath))
    if (missing.length === 0) return []
    return [`${missing.join(' and ')} not found: ${without}. Everything else works. Debian's package is ${name}.`]
  })
}

/** Looked up in the PATH instead of run, because turnserver has no option that prints its version and exits. */
function canRun(program: string, searchPath = ''): boolean {
  return searchPath.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      // Not in this folder.
      return false
    }
  })
}
