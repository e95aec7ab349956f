import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { headers } from 'next/headers'

import {
  CONTENTS_ID,
  LANGUAGE_HEADER,
  ROOT_ID,
  type LightContents,
  type Refreshed,
  type Shown,
} from '@/app/_light/contents'
import type * as render from '@/app/_light/render'
import { directionOf, type UiLanguage } from '@/domain/languages'

import { describeError } from './describe-error'
import { IS_DEVELOPMENT } from './env'
import { getLanguage, loadResources } from './i18n'
import { webLogger } from './logger'
import type { NamespaceFor } from './locales'
import { listTooOldSentences } from './too-old-sentences'

type Renderer = typeof render
/** Addresses of the built files: the scripts that every light page needs, and those of the lesson. */
type Assets = {
  script: string
  scripts: string[]
  lesson: string[]
  style: string
  fonts: Record<'latin' | 'arabic' | 'ethiopic', string>
}

/** The fonts of a page in this language: named in its head, they come together with its style sheet and not after it. */
const FONTS_OF: Record<UiLanguage, readonly (keyof Assets['fonts'])[]> = {
  sv: ['latin'],
  en: ['latin'],
  ar: ['latin', 'arabic'],
  ti: ['latin', 'ethiopic'],
}

type Page = {
  /** What it shows for an address. */
  find: (address: URLSearchParams) => Promise<Shown>
  /** What it shows when that fails. */
  failed: Shown
  /** The texts that it needs. */
  namespaces: readonly NamespaceFor<'participant'>[]
}

/**
 * Answers with a light page: HTML that is drawn here and again in the browser, by the bundle of `app/_light` instead of
 * Next's own. A page that refreshes itself asks for JSON, and gets what it is drawn from.
 */
export async function answerLightPage(incoming: Request, { find, failed, namespaces }: Page): Promise<Response> {
  const { shown, status } = await findOrFail(incoming, find, failed)
  const language = await getLanguage()
  const isRefresh = incoming.headers.get('accept') === 'application/json'
  const hasTexts = isRefresh && incoming.headers.get(LANGUAGE_HEADER) === language
  const known = { shown, language }
  if (hasTexts) return kept(Response.json(known satisfies Refreshed, { status }))
  const resources = await loadResources('participant', language, { namespaces })
  const contents: LightContents = { ...known, resources }
  if (isRefresh) return kept(Response.json(contents satisfies Refreshed, { status }))
  const html = await renderDocument(contents)
  return kept(new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } }))
}

/** An error is logged and shown as a page, which tries again by itself. */
async function findOrFail(incoming: Request, find: (address: URLSearchParams) => Promise<Shown>, failed: Shown) {
  try {
    return { shown: await find(new URL(incoming.url).searchParams), status: 200 }
  } catch (error) {
    webLogger().error({ event: 'request-failed', route: failed.page, kind: 'render', ...describeError(error) })
    return { shown: failed, status: 500 }
  }
}

/** Pages have personal data, and a cached one would have an old ticket. */
function kept(response: Response): Response {
  response.headers.set('cache-control', 'private, no-cache, no-store, max-age=0, must-revalidate')
  response.headers.set('vary', 'accept')
  return response
}

async function renderDocument(contents: LightContents): Promise<string> {
  const { shown, language } = contents
  const nonce = (await headers()).get('x-nonce') ?? ''
  const { renderLightPage, renderTooOld } = await loadRenderer()
  const assets = readAssets()
  const isStraightIn = shown.page === 'learn' && shown.state.shows === 'lesson' && shown.state.isStraightIn
  const preloaded = isStraightIn ? [...assets.scripts, ...assets.lesson] : assets.scripts
  const preloads = preloaded.map((address) => `<link rel="modulepreload" href="${address}" nonce="${nonce}">`)
  return [
    `<!DOCTYPE html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Samsal</title>',
    `<link rel="stylesheet" href="${assets.style}">`,
    `<script type="module" src="${assets.script}" nonce="${nonce}"></script>`,
    ...preloads,
    ...FONTS_OF[language].map(
      (font) => `<link rel="preload" as="font" type="font/woff2" href="${assets.fonts[font]}" crossorigin>`,
    ),
    '<meta name="theme-color" content="#0b4f4a"><meta name="robots" content="noindex">',
    '<link rel="manifest" href="/manifest.webmanifest"><link rel="icon" href="/icons/icon.svg">',
    '<link rel="apple-touch-icon" href="/icons/apple-touch-icon.png">',
    '<noscript><style>#too-old { display: block !important }</style></noscript></head>',
    '<body class="min-h-dvh font-sans antialiased">',
    renderTooOld(await listTooOldSentences(), nonce),
    `<div id="${ROOT_ID}">${renderLightPage(contents)}</div>`,
    `<script type="application/json" id="${CONTENTS_ID}">${JSON.stringify(contents).replaceAll('<', String.raw`\u003c`)}</script>`,
    '</body></html>',
  ].join('')
}

/** `scripts/build/light-pages.ts` writes it. */
const FOLDER = path.join(process.cwd(), '.build', ...(IS_DEVELOPMENT ? ['dev'] : []), 'light')

let assets: Assets | null = null
function readAssets(): Assets {
  if (assets === null || IS_DEVELOPMENT) {
    assets = JSON.parse(readFileSync(path.join(FOLDER, 'assets.json'), 'utf8')) as Assets
  }
  return assets
}

let renderer: { built: string; loaded: Promise<Renderer> } | null = null
/** In development a new build is loaded beside the old one. */
function loadRenderer(): Promise<Renderer> {
  const built = readAssets().script
  if (renderer?.built !== built) {
    const address = `${pathToFileURL(path.join(FOLDER, 'render.mjs')).href}?of=${encodeURIComponent(built)}`
    renderer = { built, loaded: import(/* turbopackIgnore: true */ address) as Promise<Renderer> }
  }
  return renderer.loaded
}
