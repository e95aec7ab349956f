import type { TestCounts, TestFile } from '../../tests/support/reporter.ts'

/** Projects whose outcome does not depend on what else the machine does. */
const SAME_EVERY_TIME = new Set(['unit', 'architecture', 'db'])
/** More than these are a fault of the product or of the machine, not of a bad moment. */
const FILES_MAX = 4

/**
 * The files that run a second time, each with nothing beside it: those that play lessons in real time and failed beside
 * another file. None if too many failed, or if something failed that belongs to no file.
 */
export function filesToRunAgain({ files, errors }: TestCounts): TestFile[] {
  const failed = files.filter((one) => one.failed > 0 && !SAME_EVERY_TIME.has(one.project))
  return errors > 0 || failed.length > FILES_MAX ? [] : failed
}

/** The result with the second outcome of the files that ran again; their time is that of both runs. */
export function withSecondRun(first: TestCounts, second: TestCounts): TestCounts {
  const again = new Map(second.files.map((one) => [keyOf(one), one]))
  const files = first.files.map((one) => {
    const later = again.get(keyOf(one))
    return later ? { ...later, ms: one.ms + later.ms } : one
  })
  return { files, errors: first.errors + second.errors }
}

function keyOf({ project, file }: TestFile): string {
  return `${project} ${file}`
}
