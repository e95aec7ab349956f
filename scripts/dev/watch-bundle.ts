import { context, formatMessages, type BuildResult, type PluginBuild } from 'esbuild'
import { bundleOptions, type Bundle } from '../build.ts'

type Watched = {
  /** Called after every successful rebuild, but not after the first build. */
  onRebuilt: () => void
}

/**
 * Bundles one process into `.build/dev` and again whenever one of its files changes. A failing build is printed, and
 * the previous one keeps running.
 * @returns once the first build is done; the returned function stops the watch.
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
