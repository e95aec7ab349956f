import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { chromiumPath } from './scripts/setup/chromium.mjs'
import { workerPath } from './scripts/setup/media-worker.mjs'

const SECONDS = 1_000
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
const env = { TZ: 'UTC', MEDIASOUP_WORKER_BIN: workerPath(), CHROMIUM_BIN: chromiumPath() }

/**
 * Files of projects in the same stage run at the same time, as many as it says: each has its own system, ports and
 * folders. Stages follow one another in the order of their numbers.
 */
const STAGES = {
  /** Two cores carry no more than two: these compute, or draw pages in Chromium, all the time. */
  data: { order: 1, atOnce: 2 },
  /** These mostly wait: for packets, time limits, lost connections. */
  waiting: { order: 2, atOnce: 3 },
  /** Loses packets itself when others take its core. */
  load: { order: 8, atOnce: 1 },
  pages: { order: 3, atOnce: 2 },
  /** What breaks: machines, input, networks. In one stage, so that a core idles once while the last file ends. */
  faults: { order: 4, atOnce: 2 },
  /** These measure how long something takes, with nothing beside them. */
  timing: { order: 5, atOnce: 1 },
  kill: { order: 6, atOnce: 1 },
  bench: { order: 7, atOnce: 1 },
} as const

/** A project of tests that need something running. */
function running(
  name: string,
  { order, atOnce }: (typeof STAGES)[keyof typeof STAGES],
  rest: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    resolve: { alias },
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      env,
      fileParallelism: atOnce > 1,
      maxWorkers: atOnce,
      sequence: { groupOrder: order },
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
      running('architecture', STAGES.data, { testTimeout: 60 * SECONDS }),
      // Each file has a database of its own.
      running('db', STAGES.data, {
        globalSetup: ['tests/support/postgres.ts'],
        testTimeout: 20 * SECONDS,
        hookTimeout: 60 * SECONDS,
      }),
      running('media', STAGES.waiting, { testTimeout: 60 * SECONDS, hookTimeout: 60 * SECONDS }),
      running('load', STAGES.load, { testTimeout: 120 * SECONDS, hookTimeout: 60 * SECONDS }),
      // Networks that are thin, bad, walled, or of two hosts.
      running('networks', STAGES.faults, { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // Pages, routes and actions; no file of them is in a live lesson.
      running('web', STAGES.pages, { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      running('e2e', STAGES.pages, { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // Every state in three languages, and a whole lesson walked through them, take as long as all the rest: only in the
      // long rehearsal.
      running('rehearsal', STAGES.pages, {
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/rehearsal/{states,walk}.test.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 240 * SECONDS,
      }),
      // What operators do and what breaks under them: starts, backups, disks, a database that goes away.
      running('drills', STAGES.faults, {
        // Builds pages in development, which takes a core for minutes.
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/drills/dev.test.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 180 * SECONDS,
      }),
      // Counts the round trips of a join.
      running('timing', STAGES.timing, { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // A lesson is measured while each process dies.
      running('kill', STAGES.kill, { testTimeout: 120 * SECONDS, hookTimeout: 180 * SECONDS }),
      // A test says itself how long it may take: as long as FUZZ_SECONDS says, and the time around it.
      running('fuzz', STAGES.faults, { testTimeout: 240 * SECONDS, hookTimeout: 240 * SECONDS }),
      // Measures, and writes what it found: part of `npm run bench` alone.
      running('bench', STAGES.bench, { testTimeout: 1_800 * SECONDS, hookTimeout: 240 * SECONDS }),
    ],
  },
})
