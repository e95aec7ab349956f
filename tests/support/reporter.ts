import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

export type TestFile = {
  project: string
  file: string
  passed: number
  /** Tests that failed, and errors outside any test: a file that could not be loaded, a hook that failed. */
  failed: number
  skipped: number
  /** Including its set-up and hooks. */
  ms: number
}

export type TestCounts = {
  files: TestFile[]
  /** Errors that belong to no file, such as an unhandled rejection. */
  errors: number
}

function timeOf(testModule: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    testModule.diagnostic()
  return Math.round(environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration)
}

function countFile(testModule: TestModule): TestFile {
  const states = [...testModule.children.allTests()].map((test) => test.result().state)
  const count = (wanted: string) => states.filter((state) => state === wanted).length
  const failedTests = count('failed')
  const hooksFailed = [...testModule.children.allSuites()].filter((suite) => suite.errors().length > 0).length
  return {
    project: testModule.project.name,
    file: testModule.relativeModuleId,
    passed: count('passed'),
    failed: failedTests + testModule.errors().length + hooksFailed,
    skipped: states.length - count('passed') - failedTests,
    ms: timeOf(testModule),
  }
}

/** Writes the run's result to the file that SAMSAL_TEST_COUNTS names, for the summary. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env.SAMSAL_TEST_COUNTS
    if (!file) return
    const counts: TestCounts = { files: modules.map(countFile), errors: unhandledErrors.length }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts))
  }
}
