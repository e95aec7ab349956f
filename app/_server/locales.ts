import type { UiLanguage } from '@/domain/languages'

/** One file for each audience; `locales/<set>/<language>/<namespace>.json`. */
export const NAMESPACES = [
  'common',
  'errors',
  'lesson',
  'slides',
  'learn',
  'wall',
  'teach',
  'guest',
  'site',
  'office',
  'check',
  'recordings',
] as const
export type Namespace = (typeof NAMESPACES)[number]

type Texts = Record<string, unknown>

/** The texts of one namespace. The bundler finds the files by these patterns. */
export async function loadNamespace(language: UiLanguage, namespace: Namespace): Promise<Texts> {
  const file = (await (namespace === 'office'
    ? import(`@/locales/office/${language}/office.json`)
    : import(`@/locales/participant/${language}/${namespace}.json`))) as { default: Texts }
  return file.default
}
