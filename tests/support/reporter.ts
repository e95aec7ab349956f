import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

export type TestCounts = {
  passed: number
  failed: number
  skipped: number
  /** Errors outside any test: a file that could not be loaded, an unhandled rejection. */
  errors: number
  passedByProject: Record<string, number>
  /** How long each file took, including its set-up and hooks. */
  files: { project: string; file: string; ms: number }[]
}

function timeOf(testModule: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    testModule.diagnostic()
  return Math.round(environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration)
}

/** Writes the run's result to the file that SAMSAL_TEST_COUNTS names, for the summary. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts: TestCounts = {
      passed: 0,
      failed: 0,
      skipped: 0,
      errors: unhandledErrors.length,
      passedByProject: {},
      files: [],
    }
    for (const testModule of modules) {
      const project = testModule.project.name
      counts.errors += testModule.errors().length
      counts.files.push({ project, file: testModule.relativeModuleId, ms: timeOf(testModule) })
      for (const test of testModule.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') {
          counts.passed += 1
          counts.passedByProject[project] = (counts.passedByProject[project] ?? 0) + 1
        } else if (state === 'failed') counts.failed += 1
        else counts.skipped += 1
      }
    }
    const file = process.env.SAMSAL_TEST_COUNTS
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts))
  }
}
