import { context, formatMessages, type BuildResult, type PluginBuild } from 'esbuild'
import { bundleOptions, type Bundle } from '../build.ts'

type Watched = {
  /** Called after every rebuild that succeeded, but not after the first build. */
  onRebuilt: () => void
}

/**
 * Bundles one process into `.build/dev` and again whenever a file of it changes. A build that fails is printed, and
 * what was built before keeps running.
 * @returns once the first build is done; the function ends the watching.
 */
export async function watchBundle(name: Bundle, { onRebuilt }: Watched): Promise<() => Promise<void>> {
  let isFirst = true
  let reportFirst: (result: BuildResult) => void = () => {}
  const first = new Promise<BuildResult>((resolve) => {
    reportFirst = resolve
  })
  const onEnd = async (result: BuildResult): Promise<void> => {
    for (const line of await formatMessages(result.errors, { kind: 'error', color: process.stdout.isTTY }))
      console.error(line)
    if (isFirst) reportFirst(result)
    else if (result.errors.length === 0) onRebuilt()
    isFirst = false
  }
  const plugin = { name: 'report', setup: (build: PluginBuild) => build.onEnd(onEnd) }
  const watching = await context({ ...bundleOptions([name], 'dev'), plugins: [plugin] })
  await watching.watch()
  await first
  return () => watching.dispose()
}
