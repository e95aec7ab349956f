import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { PULSEAUDIO } from '@/scripts/setup/firefox.mjs'
import { waitUntil } from './system'

export type SoundServer = {
  /** Of a process that plays into it. */
  environment: Record<string, string>
  close: () => Promise<void>
}

/**
 * A sound card that nobody hears and that takes sound at the speed of a real one. Without any, Firefox decodes no voice:
 * it waits for a card.
 */
export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-sound-'))
  const socket = path.join(folder, 'native')
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_CONFIG_HOME: folder }
  const options = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--log-level=error']
  const modules = ['module-null-sink rate=48000', `module-native-protocol-unix socket=${socket} auth-anonymous=1`]
  const server = spawn(PULSEAUDIO, [...options, ...modules.flatMap((one) => ['-L', one])], { env, stdio: 'ignore' })
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null
  await waitUntil(() => {
    if (hasEnded()) throw new Error(`${PULSEAUDIO} has ended with ${server.exitCode ?? server.signalCode}`)
    return existsSync(socket)
  }, 10_000)
  return {
    environment: { PULSE_SERVER: `unix:${socket}` },
    close: async () => {
      server.kill('SIGTERM')
      await waitUntil(hasEnded, 5_000)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
