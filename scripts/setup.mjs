// Prepares a clone for starting: packages, the media worker and, with --tests, Chromium, Firefox and everything else
// that the tests need. Runs before every start, on the machine's Node and before dependencies are installed, so it uses
// only built-ins.
import { reportProblem } from './problem.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { ensureFirefox } from './setup/firefox.mjs'
import { ensureWorker } from './setup/media-worker.mjs'
import { installOptionalPackages } from './setup/optional-packages.mjs'
import { checkPlatform } from './setup/platform.mjs'
import { ensureTestPackages } from './setup/test-packages.mjs'

try {
  checkPlatform()
  await installDependencies()
  await ensureWorker()
  await installOptionalPackages()
  if (process.argv.includes('--tests')) {
    await ensureChromium()
    await ensureTestPackages()
    await ensureFirefox()
  }
} catch (error) {
  reportProblem(error)
}
