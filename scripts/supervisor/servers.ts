import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bundlePath, ROOT } from '../build.ts'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import type { Environments } from './environments.ts'
import type { Inspectors } from './inspectors.ts'
import { keepAlive, type Kept } from './keep-alive.ts'
import { reportDeath } from './report-death.ts'
import type { Part, Settings } from './settings.ts'

const WITH_PARENT = fileURLToPath(new URL('with-parent.mjs', import.meta.url))
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')
const READY_TIMEOUT_MS = 60_000
const REQUEST_TIMEOUT_MS = 2_000
const POLL_MS = 100

type StartOptions = {
  /** Development: pages compile on demand and reload when they change, and every process has an open inspector. */
  inspectors?: Inspectors
}

/** Starts the processes of this machine, each separately supervised. */
export function startServers(
  settings: Settings,
  environments: Environments,
  { inspectors }: StartOptions = {},
): Kept[] {
  const bundle = (name: 'media-server' | 'jobs') =>
    inspectors ? [`--inspect=127.0.0.1:${inspectors[name]}`, bundlePath(name, 'dev')] : [bundlePath(name)]
  const port = ['-p', String(settings.port)]
  const next = inspectors
    ? [NEXT, 'dev', ...port, '--inspect', `127.0.0.1:${inspectors.web}`]
    : [NEXT, 'start', ...port]
  const webEnvironment = inspectors ? { ...environments.web, NODE_ENV: 'development' as const } : environments.web
  const start: Record<Part, () => Kept> = {
    media: () => keepNode('media-server', bundle('media-server'), environments.mediaServer),
    web: () => keepNode('web', next, webEnvironment),
    jobs: () => keepNode('jobs', bundle('jobs'), environments.jobs),
  }
  return (['media', 'web', 'jobs'] as const)
    .filter((part) => settings.parts.includes(part))
    .map((part) => start[part]())
}

/**
 * Waits for the web app to report all parts healthy, or without a web app here, the media server itself. A machine with
 * only jobs does not wait.
 */
export async function waitUntilServing(settings: Settings, timeoutMs = READY_TIMEOUT_MS): Promise<void> {
  const { parts, port, mediaPort } = settings
  if (!parts.includes('web') && !parts.includes('media')) return
  const url = parts.includes('web') ? `http://127.0.0.1:${port}/api/health` : `http://127.0.0.1:${mediaPort}/health`
  await step('Waiting for the servers', async (report) => {
    const givesUpAt = performance.now() + timeoutMs
    for (;;) {
      const answer = await askHealth(url)
      if (answer === null) return
      report(answer)
      if (performance.now() > givesUpAt) {
        throw new Problem(
          `The servers were not ready within ${timeoutMs / 1_000} s: ${answer}`,
          'The lines above say which part fails and why. Mend it and start again.',
        )
      }
      await sleep(POLL_MS)
    }
  })
}

function keepNode(name: string, args: string[], env: NodeJS.ProcessEnv): Kept {
  return keepAlive({
    name,
    onDeath: reportDeath,
    // Its own process group: Ctrl+C in the terminal reaches only the supervisor, which stops the others in order.
    spawn: () =>
      spawn(process.execPath, ['--enable-source-maps', '--import', WITH_PARENT, ...args], {
        cwd: ROOT,
        env: { ...env, SUPERVISOR_PID: String(process.pid) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        detached: true,
      }),
  })
}

/** Null when all is well, otherwise the app's report or why it does not answer. */
async function askHealth(url: string): Promise<string | null> {
  try {
    const reply = await fetch(url, {
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    if (reply.ok) return null
    return `${reply.status} ${(await reply.text()).slice(0, 200)}`
  } catch (error) {
    // Nothing answers while the app starts; the reason matters only if that persists.
    return error instanceof Error ? `no answer yet (${describeCause(error)})` : 'no answer yet'
  }
}

function describeCause(error: Error): string {
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
