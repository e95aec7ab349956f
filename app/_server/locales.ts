import type { UiLanguage } from '@/domain/languages'

/** One file for each audience; `locales/<language>/<namespace>.json`. */
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

/** The texts of one namespace. The bundler finds the files by this pattern. */
export async function loadNamespace(language: UiLanguage, namespace: Namespace): Promise<Texts> {
  const file = (await import(`@/locales/${language}/${namespace}.json`)) as { default: Texts }
  return file.default
}
