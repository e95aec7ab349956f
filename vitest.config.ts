import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { chromiumPath, chromiumShellPath } from './scripts/setup/chromium.mjs'
import { firefoxPath } from './scripts/setup/firefox.mjs'
import { workerPath } from './scripts/setup/media-worker.mjs'

const SECONDS = 1_000
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
const env = {
  TZ: 'UTC',
  MEDIASOUP_WORKER_BIN: workerPath(),
  CHROMIUM_BIN: chromiumPath(),
  CHROMIUM_SHELL_BIN: chromiumShellPath(),
  FIREFOX_BIN: firefoxPath(),
}
/** For tests that measure how pictures come through: the frame rate of a camera in a dim room. */
const measured = { ...env, CAMERA_FRAMES_PER_SECOND: '20' }
/** Figures that are compared over the years are those of the complete browser. */
const compared = { ...measured, CHROMIUM_SHELL_BIN: chromiumPath() }

/**
 * How many files run at the same time. Files of all projects of a stage do, each with its own system, ports and folders;
 * the stages follow one another as they stand here.
 */
const STAGES = {
  /** Two cores carry no more than two: these compute, or draw pages in Chromium, all the time. */
  data: 2,
  /** These mostly wait: for packets, time limits, lost connections. */
  waiting: 3,
  pages: 2,
  /** These draw and measure, and would take the time of those that play a lesson. */
  layouts: 2,
  /** What breaks: machines, input, networks. In one stage, so that a core idles once while the last file ends. */
  faults: 2,
  /** Each of the next has nothing beside it: they measure, and simulated endpoints lose packets on a busy core. */
  load: 1,
  timing: 1,
  kill: 1,
  bench: 1,
} as const

/** A project of tests that need something running. */
function running(
  name: string,
  stage: keyof typeof STAGES,
  rest: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  const atOnce = STAGES[stage]
  return {
    resolve: { alias },
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      env,
      fileParallelism: atOnce > 1,
      maxWorkers: atOnce,
      sequence: { groupOrder: 1 + Object.keys(STAGES).indexOf(stage) },
      expect: { poll: { timeout: 30 * SECONDS } },
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
      running('architecture', 'data', { testTimeout: 60 * SECONDS }),
      // Each file has a database of its own.
      running('db', 'data', {
        globalSetup: ['tests/support/postgres.ts'],
        testTimeout: 20 * SECONDS,
        hookTimeout: 60 * SECONDS,
      }),
      running('media', 'waiting', { testTimeout: 60 * SECONDS, hookTimeout: 60 * SECONDS }),
      running('load', 'load', { testTimeout: 120 * SECONDS, hookTimeout: 60 * SECONDS }),
      // Networks that are thin, bad, walled, or of two hosts.
      running('networks', 'faults', { env: measured, testTimeout: 240 * SECONDS, hookTimeout: 180 * SECONDS }),
      // Pages, routes and actions; no file of them is in a live lesson.
      running('web', 'pages', { testTimeout: 240 * SECONDS, hookTimeout: 180 * SECONDS }),
      running('e2e', 'pages', { testTimeout: 240 * SECONDS, hookTimeout: 180 * SECONDS }),
      // Every state in three languages, a whole lesson walked through them, and thirty real minutes take as long as all the
      // rest: only in the long rehearsal.
      // The regions of the live surfaces, measured in the gallery at the sizes that they are made for.
      running('layouts', 'layouts', {
        globalSetup: ['tests/support/dev-pages.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 60 * SECONDS,
      }),
      running('rehearsal', 'pages', {
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/rehearsal/{states,walk,thirty-minutes}.test.ts'],
        // Thirty minutes that keep their script leave no core for another file.
        ...(process.env.REHEARSAL === 'long' && { fileParallelism: false, maxWorkers: 1 }),
        testTimeout: 300 * SECONDS,
        hookTimeout: 240 * SECONDS,
      }),
      // What operators do and what breaks under them: starts, backups, disks, a database that goes away.
      running('drills', 'faults', {
        // Builds pages in development, which takes a core for minutes.
        exclude: process.env.REHEARSAL === 'long' ? [] : ['tests/drills/dev.test.ts'],
        testTimeout: 180 * SECONDS,
        hookTimeout: 180 * SECONDS,
      }),
      // Counts the round trips of a join.
      running('timing', 'timing', { env: compared, testTimeout: 240 * SECONDS, hookTimeout: 180 * SECONDS }),
      // A lesson is measured while each process dies.
      running('kill', 'kill', { env: compared, testTimeout: 240 * SECONDS, hookTimeout: 180 * SECONDS }),
      // A test says itself how long it may take: as long as FUZZ_SECONDS says, and the time around it.
      running('fuzz', 'faults', { testTimeout: 240 * SECONDS, hookTimeout: 240 * SECONDS }),
      // Measures, and writes what it found: part of `npm run bench` alone.
      running('bench', 'bench', { env: compared, testTimeout: 1_800 * SECONDS, hookTimeout: 240 * SECONDS }),
    ],
  },
})
