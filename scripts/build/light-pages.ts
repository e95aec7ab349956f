import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { BuildOptions, Metafile, Plugin } from 'esbuild'
import postcss from 'postcss'
import tailwind from '@tailwindcss/postcss'

/*
 * The light pages (`app/_light`, decision 0056) are bundled apart from Next: the same components, with Preact in React's
 * place.
 */

/** What the light pages import is replaced by what is smaller; everything else of Next would be too much. */
const REPLACED: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react-dom/server': 'preact/compat/server',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-runtime',
  'next/navigation': './app/_light/navigation.ts',
}
/** The letters that nearly every page shows, in files of their own (`app/fonts`). */
const FONTS = ['latin', 'arabic', 'ethiopic']
const LESSON = 'app/(learn)/learn/phone-live.tsx'
/** Among Next's own static files, which are served compressed and kept by browsers. */
const ADDRESS = '/_next/static/'

type Place = {
  root: string
  /** Development has its own folders, as Next does. */
  isDevelopment: boolean
  /** The lowest browsers, as esbuild names them. */
  browsers: string[]
}

/** esbuild's options for what the browser loads and for what the server draws with. */
export function lightOptions(place: Place): [BuildOptions, BuildOptions] {
  const { root, isDevelopment, browsers } = place
  const common: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': JSON.stringify(isDevelopment ? 'development' : 'production') },
    loader: { '.woff2': 'file' },
    plugins: [replacePackages(root), tailwindStyles],
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  }
  const forBrowsers: BuildOptions = {
    ...common,
    entryPoints: { light: 'app/_light/browser.tsx' },
    outdir: staticFolder(place),
    entryNames: 'chunks/[name]-[hash]',
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'media/[name]-[hash]',
    publicPath: ADDRESS,
    splitting: true,
    minify: !isDevelopment,
    target: browsers,
  }
  const forServer: BuildOptions = {
    ...common,
    entryPoints: { render: 'app/_light/render.tsx' },
    outdir: lightFolder(place),
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
  }
  return [forBrowsers, forServer]
}

/** The lowest versions in `package.json`, as esbuild names them. */
export function lowestBrowsers(root: string): string[] {
  const { browserslist } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { browserslist: string[] }
  return browserslist.map((line) => line.replace(' >= ', '').replace('ios_saf', 'ios'))
}

/** Builds the light pages. @throws esbuild's error, which names file and line. */
export async function buildLightPages(place: Place): Promise<void> {
  const esbuild = await import('esbuild')
  const [forBrowsers, forServer] = lightOptions(place)
  try {
    const [{ metafile }] = await Promise.all([esbuild.build(forBrowsers), esbuild.build(forServer)])
    if (metafile) writeAssets(place, metafile)
  } finally {
    await esbuild.stop()
  }
}

const staticFolder = ({ root, isDevelopment }: Place) => join(root, isDevelopment ? '.next/dev/static' : '.next/static')
/** `app/_server/light-page.ts` reads it there. */
const lightFolder = ({ root, isDevelopment }: Place) => join(root, isDevelopment ? '.build/dev/light' : '.build/light')

/** Writes down what the document names. */
export function writeAssets(place: Place, metafile: Metafile): void {
  const outputs = Object.entries(metafile.outputs)
  const addressOf = (file: string) => ADDRESS + relative(staticFolder(place), join(place.root, file))
  const builtFrom = (entry: string) => {
    const found = outputs.find(([, output]) => output.entryPoint === entry)
    if (!found) throw new Error(`nothing was built from ${entry}`)
    return found
  }
  const withImports = (file: string): string[] => {
    const reached = new Set([file])
    for (const one of reached)
      for (const { path, kind, external } of metafile.outputs[one]?.imports ?? [])
        if (kind === 'import-statement' && !external) reached.add(path)
    return [...reached]
  }
  const [script, { cssBundle }] = builtFrom('app/_light/browser.tsx')
  if (cssBundle === undefined) throw new Error('the light pages have no styles')
  const scripts = withImports(script)
  const lesson = withImports(builtFrom(LESSON)[0]).filter((file) => !scripts.includes(file))
  const fontOf = (name: string) => {
    const found = outputs.find(([, { inputs }]) => `app/fonts/${name}.woff2` in inputs)
    if (!found) throw new Error(`no light page has the font ${name}`)
    return found[0]
  }
  const folder = lightFolder(place)
  mkdirSync(folder, { recursive: true })
  const assets = {
    script: addressOf(script),
    scripts: scripts.map(addressOf),
    lesson: lesson.map(addressOf),
    style: addressOf(cssBundle),
    fonts: Object.fromEntries(FONTS.map((name) => [name, addressOf(fontOf(name))])),
  }
  writeFileSync(join(folder, 'assets.json'), JSON.stringify(assets))
}

/** Anything else of React or Next would bring all of it, and a second React beside Preact. */
const replacePackages = (root: string): Plugin => ({
  name: 'replace-packages',
  setup: (build) => {
    build.onResolve({ filter: /^(next|react|react-dom)($|\/)|^server-only$/ }, ({ path, importer, kind }) => {
      const stand = REPLACED[path]
      if (stand !== undefined) return build.resolve(stand, { kind, resolveDir: root })
      return { errors: [{ text: `${relative(root, importer)} imports ${path}, which a light page does not have` }] }
    })
  },
})

const tailwindStyles: Plugin = {
  name: 'tailwind',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/light\.css$/ }, async ({ path }) => {
      const { css, messages } = await postcss([tailwind()]).process(readFileSync(path, 'utf8'), { from: path })
      const watchFiles = messages.flatMap(({ type, file }: { type: string; file?: unknown }) =>
        type === 'dependency' && typeof file === 'string' ? [file] : [],
      )
      return { contents: css, loader: 'css', watchFiles }
    })
  },
}
