import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Kills an ffmpeg that an earlier process left writing to a folder: only the process named in its pid file, and only if
 * it writes there.
 */
export async function endLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.pid')) continue
    const path = join(folder, name)
    const pid = Number(await readFile(path, 'utf8'))
    // Elsewhere than on Linux nobody can say whose process it is, so it is left alone.
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command.startsWith('ffmpeg\0') && command.includes(folder)) kill(pid)
    await rm(path, { force: true })
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It exited in the meantime.
  }
}
