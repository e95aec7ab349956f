import 'server-only'
import { createInstance, type i18n, type Resource } from 'i18next'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'

import { directionOf, UI_LANGUAGES, type UiLanguage } from '@/domain/languages'

import { LANGUAGE_COOKIE } from './cookies'
import { noteReached } from './door/reached'
import { loadNamespace, NAMESPACES, type Namespace } from './locales'

export type Translator = i18n['t']

/** The language of this request: as chosen, else as the browser asks, else Swedish. */
export const getLanguage = cache(async (): Promise<UiLanguage> => {
  noteReached()
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value
  const known = UI_LANGUAGES.find((language) => language === chosen)
  if (known) return known
  const asked = (await headers()).get('accept-language') ?? ''
  const tags = asked.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return tags.flatMap((tag) => UI_LANGUAGES.filter((language) => language === tag))[0] ?? 'sv'
})

/** Texts of some namespaces in one language, as a client provider takes them. */
export async function loadResources(language: UiLanguage, namespaces: readonly Namespace[]): Promise<Resource> {
  const loaded = await Promise.all(namespaces.map(async (name) => [name, await loadNamespace(language, name)] as const))
  return { [language]: Object.fromEntries(loaded) }
}

/** One for each language as long as the process runs: texts are the same for every request, and nobody changes them. */
const instances = new Map<UiLanguage, Promise<i18n>>()

function getInstance(language: UiLanguage): Promise<i18n> {
  const known = instances.get(language) ?? makeInstance(language)
  instances.set(language, known)
  return known
}

async function makeInstance(language: UiLanguage): Promise<i18n> {
  const instance = createInstance()
  await instance.init({
    lng: language,
    ns: [...NAMESPACES],
    defaultNS: 'common',
    resources: await loadResources(language, NAMESPACES),
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

/** Translator, language and direction for server components and actions; `language` overrides the request's own. */
export async function getTranslation(
  language?: UiLanguage,
): Promise<{ t: Translator; language: UiLanguage; direction: 'ltr' | 'rtl' }> {
  const used = language ?? (await getLanguage())
  const instance = await getInstance(used)
  return { t: instance.t, language: used, direction: directionOf(used) }
}
