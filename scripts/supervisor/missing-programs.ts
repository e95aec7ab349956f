import { spawnSync } from 'node:child_process'

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

function canRun(program: string, searchPath: string | undefined): boolean {
  return spawnSync(program, ['-version'], { env: { ...process.env, PATH: searchPath } }).error === undefined
}
