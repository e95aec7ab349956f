import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { context, formatMessages, type BuildResult } from 'esbuild'
import { bundleOptions, ROOT, type Bundle } from '../build.ts'

type Watched = {
  /** Called after every successful rebuild, but not after the first build. */
  onRebuilt: () => void
}

/** An editor saves a file in several writes, which are one change. */
const ONE_CHANGE_MS = 30

/**
 * Bundles one process into `.build/dev` and again whenever one of its files changes. A failing build is printed, and
 * the previous one keeps running. The operating system reports changes; esbuild's own watch polls each file only about
 * every two seconds.
 * @returns once the first build is done; the returned function stops the watch.
 */
export async function watchBundle(name: Bundle, { onRebuilt }: Watched): Promise<() => Promise<void>> {
  const bundle = await context({ ...bundleOptions([name], 'dev'), metafile: true })
  /** The files that the bundle consists of; null after a failed build, which a change to any file may fix. */
  let inputs: ReadonlySet<string> | null = null
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const watchers = new Map<string, FSWatcher>()

  const build = async (): Promise<boolean> => {
    const { errors, metafile } = await bundle.rebuild().catch((failed: BuildResult<{ metafile: true }>) => failed)
    for (const line of await formatMessages(errors, { kind: 'error', color: process.stdout.isTTY })) console.error(line)
    inputs = metafile ? new Set(Object.keys(metafile.inputs)) : null
    for (const file of inputs ?? []) watchFolder(file.split('/')[0] ?? '')
    return errors.length === 0
  }
  const rebuild = async (): Promise<void> => {
    if (await build()) onRebuilt()
  }
  const watchFolder = (folder: string): void => {
    if (watchers.has(folder)) return
    const watcher = watch(join(ROOT, folder), { recursive: true }, (_, file) => {
      if (file === null || !(inputs?.has(`${folder}/${file}`) ?? true)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        running = running.then(rebuild)
      }, ONE_CHANGE_MS)
    })
    watchers.set(folder, watcher)
  }

  await build()
  return async () => {
    clearTimeout(timer)
    for (const watcher of watchers.values()) watcher.close()
    await running
    await bundle.dispose()
  }
}
