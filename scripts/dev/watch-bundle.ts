import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { context, formatMessages, type BuildOptions, type BuildResult, type Metafile } from 'esbuild'
import { bundleOptions, ROOT, type Bundle } from '../build.ts'
import { lightOptions, lowestBrowsers, writeAssets } from '../build/light-pages.ts'

type Watched = {
  /** Called after every successful build. */
  onBuilt?: (metafile: Metafile) => void
  /** Called after every successful rebuild, but not after the first build. */
  onRebuilt?: () => void
}

/** An editor saves a file in several writes, which are one change. */
const ONE_CHANGE_MS = 30

/** Bundles one process into `.build/dev`, see `watchBuild`. */
export function watchBundle(name: Bundle, watched: Watched): Promise<() => Promise<void>> {
  return watchBuild(bundleOptions([name], 'dev'), watched)
}

/** Bundles the light pages for development, see `watchBuild`. A page shows them when it is loaded again. */
export async function watchLightPages(): Promise<() => Promise<void>> {
  const place = { root: ROOT, isDevelopment: true, browsers: lowestBrowsers(ROOT) }
  const [forBrowsers, forServer] = lightOptions(place)
  // The second names what the document has, so that what it is drawn with is there before.
  const stops = [
    await watchBuild(forServer, {}),
    await watchBuild(forBrowsers, { onBuilt: (metafile) => writeAssets(place, metafile) }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

/**
 * Bundles with these options and again whenever one of our files in it changes. A failing build is printed, and
 * the previous one keeps running. The operating system reports changes; esbuild's own watch polls each file only about
 * every two seconds.
 * @returns once the first build is done; the returned function stops the watch.
 */
async function watchBuild(options: BuildOptions, { onBuilt, onRebuilt }: Watched): Promise<() => Promise<void>> {
  const bundle = await context({ ...options, metafile: true })
  /** The files that the bundle consists of; null after a failed build, which a change to any file may fix. */
  let inputs: ReadonlySet<string> | null = null
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const watchers = new Map<string, FSWatcher>()

  const build = async (): Promise<boolean> => {
    const { errors, metafile } = await bundle.rebuild().catch((failed: BuildResult<{ metafile: true }>) => failed)
    for (const line of await formatMessages(errors, { kind: 'error', color: process.stdout.isTTY })) console.error(line)
    inputs = metafile ? new Set(Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'))) : null
    for (const file of inputs ?? []) watchFolder(file.split('/')[0] ?? '')
    if (errors.length > 0 || !metafile) return false
    onBuilt?.(metafile)
    return true
  }
  const rebuild = async (): Promise<void> => {
    if (await build()) onRebuilt?.()
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
