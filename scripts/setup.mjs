// Makes a clone ready to start: packages, the media worker and, with --tests, Chromium. Runs before every start, on
// whatever Node the machine has and before the dependencies are there, so it uses built-ins only.
import { reportProblem } from './problem.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { ensureWorker } from './setup/media-worker.mjs'
import { checkPlatform } from './setup/platform.mjs'

try {
  checkPlatform()
  await installDependencies()
  await ensureWorker()
  if (process.argv.includes('--tests')) await ensureChromium()
} catch (error) {
  reportProblem(error)
}
