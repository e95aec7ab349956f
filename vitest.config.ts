import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { chromiumPath } from './scripts/setup/chromium.mjs'
import { workerPath } from './scripts/setup/media-worker.mjs'

const SECONDS = 1_000
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
const env = { TZ: 'UTC', MEDIASOUP_WORKER_BIN: workerPath(), CHROMIUM_BIN: chromiumPath() }

let groupOrder = 0
/** Files that run at the same time: each has its own system, ports and folders, and none measures how long it takes. */
const TWO_AT_A_TIME = { fileParallelism: true, maxWorkers: 2 }

/**
 * A project of tests that need something running; one project runs after the other. Of files that measure, one runs at
 * a time: two cores carry no more.
 */
function running(name: string, rest: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  groupOrder += 1
  return {
    resolve: { alias },
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      env,
      fileParallelism: false,
      sequence: { groupOrder },
      expect: { poll: { timeout: 10 * SECONDS } },
      ...rest,
    },
  }
}

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/reporter.ts'],
    passWithNoTests: false,
    projects: [
      {
        resolve: {
          alias: { ...alias, 'server-only': fileURLToPath(new URL('tests/support/nothing.ts', import.meta.url)) },
        },
        test: {
          name: 'unit',
          include: [
            '{adapters,domain,services,protocol,metrics,media-server,app,lesson-client,jobs,load,db,locales,scripts}/**/*.test.{ts,tsx}',
          ],
          env,
          setupFiles: ['tests/support/refuse-console-error.ts'],
          // A property is tried a thousand times; on a busy machine that takes more than the default of five seconds.
          testTimeout: 30 * SECONDS,
        },
      },
      running('architecture', { testTimeout: 60 * SECONDS }),
      // Each file has a database of its own; two at a time keep both the tests and Postgres busy.
      running('db', {
        ...TWO_AT_A_TIME,
        globalSetup: ['tests/support/postgres.ts'],
        testTimeout: 20 * SECONDS,
        hookTimeout: 60 * SECONDS,
      }),
      running('media', { ...TWO_AT_A_TIME, testTimeout: 60 * SECONDS, hookTimeout: 60 * SECONDS }),
      running('load', { testTimeout: 120 * SECONDS, hookTimeout: 60 * SECONDS }),
      // Pages, routes and actions; no file of them is in a live lesson.
      running('web', { ...TWO_AT_A_TIME, testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      running('e2e', { ...TWO_AT_A_TIME, testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // The same, one at a time: they count round trips, throttle the network, or build networks of their own.
      running('timing', { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // Every state in three languages, and a whole lesson walked through them, take as long as all the rest: only in the
      // long rehearsal.
      running('rehearsal', {
        ...TWO_AT_A_TIME,
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/rehearsal/{states,walk}.test.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 240 * SECONDS,
      }),
      // Measures, and writes what it found: part of `npm run bench` alone.
      running('bench', { testTimeout: 1_800 * SECONDS, hookTimeout: 240 * SECONDS }),
      // A test says itself how long it may take: as long as FUZZ_SECONDS says, and the time around it.
      running('fuzz', { testTimeout: 240 * SECONDS, hookTimeout: 240 * SECONDS }),
      // A lesson is measured while each process dies.
      running('kill', { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // What operators do and what breaks under them: starts, backups, disks, a database that goes away.
      running('drills', {
        ...TWO_AT_A_TIME,
        // Builds pages in development, which takes a core for minutes.
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/drills/dev.test.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 180 * SECONDS,
      }),
    ],
  },
})
