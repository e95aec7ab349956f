import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { copyCheckout } from './copy-checkout'
import { findFreePort } from './ports'

declare module 'vitest' {
  // Merging into vitest's declaration needs an interface.
  export interface ProvidedContext {
    /** Of the one development server of a run. */
    devPagesUrl: string
  }
}

export type DevPages = { url: string; stop: () => Promise<void> }

/** Settings that the web app needs to start; pages without data never use them. */
const SETTINGS = {
  APP_DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/nowhere',
  NEXTAUTH_SECRET: 'only-for-pages-without-data-0000',
  TICKET_PRIVATE_KEY: Buffer.from('none').toString('base64'),
  MEDIA_SHARED_SECRET: 'only-for-pages-without-data-0000000000',
  RTC_PORT: '23000',
  RTC_PORTS: '2',
}

/** Only the pages of the product in development: no database, no media server, nobody signed in. */
export async function startDevPages(): Promise<DevPages> {
  const { folder, remove } = copyCheckout()
  const [port, mediaPort] = await Promise.all([findFreePort(), findFreePort()])
  const url = `http://localhost:${port}`
  const next = path.join(folder, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'dev', '-p', String(port)], {
    cwd: folder,
    env: {
      ...process.env,
      ...SETTINGS,
      ...{ NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', PUBLIC_URL: url, MEDIA_PORT: String(mediaPort) },
    },
  })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        said += bytes.toString()
        if (said.includes('Ready in')) resolve()
      })
    }
    child.once('exit', () => reject(new Error(`the pages did not start:\n${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      remove()
    },
  }
}

/** Starts the one development server of a run; the first request waits until the gallery is compiled. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startDevPages()
  await fetch(`${url}/dev/states?surface=phone&state=live`)
  project.provide('devPagesUrl', url)
  return stop
}
