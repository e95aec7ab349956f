import { Problem } from '../problem.mjs'

const OLDEST_NODE = 20
const PLATFORMS = ['linux-x64', 'linux-arm64']

/** Refuses a machine on which nothing could work. */
export function checkPlatform() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) {
    throw new Problem(
      `Node ${process.versions.node} is too old to set Samsal up.`,
      `Install Node ${OLDEST_NODE} or newer; the version that Samsal itself runs on is installed with its packages.`,
    )
  }
  const platform = `${process.platform}-${process.arch}`
  if (!PLATFORMS.includes(platform)) {
    throw new Problem(`Samsal does not run on ${platform}.`, `Use a machine with one of: ${PLATFORMS.join(', ')}.`)
  }
}
