import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What works only with programs that are no packages of npm. */
const NEEDS = [
  { programs: ['ffmpeg', 'ffprobe'], package: 'ffmpeg', without: 'lessons cannot be recorded' },
  {
    programs: ['turnserver'],
    package: 'coturn',
    without: 'networks that allow nothing but TCP 443 cannot be let in (TURN_PORT)',
  },
]

/** A line for each feature that does not work on this machine, and the Debian package that makes it work. */
export function describeMissingPrograms(searchPath: string | undefined): string[] {
  return NEEDS.flatMap(({ programs, package: name, without }) => {
    const missing = programs.filter((program) => !canRun(program, searchPath))
    if (missing.length === 0) return []
    return [`${missing.join(' and ')} not found: ${without}. Everything else works. Debian's package is ${name}.`]
  })
}

/** Looked for, not run: turnserver has no option that says its version and ends. */
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
