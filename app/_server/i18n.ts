import 'server-only'
import { createInstance, type i18n, type Resource } from 'i18next'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'

import { chooseLanguage, directionOf, type TextSet, type UiLanguage } from '@/domain/languages'

import { LANGUAGE_COOKIE, OFFICE_LANGUAGE_COOKIE } from './cookies'
import { noteReached } from './edge/reached'
import { loadNamespace, loadWhole, NAMESPACES, type Namespace, type NamespaceFor } from './locales'
import { TEXT_SET_HEADER } from './text-set'

export type Translator = i18n['t']

/** The audience of this request's page, which `proxy.ts` derives from the path. */
export const getTextSet = cache(async (): Promise<TextSet> => {
  return (await headers()).get(TEXT_SET_HEADER) === 'office' ? 'office' : 'participant'
})

/**
 * The language of this request, among those of its audience. Somebody whose language the office does not have keeps it
 * everywhere else, and makes a second choice there.
 */
export const getLanguage = cache(async (): Promise<UiLanguage> => {
  noteReached()
  const [set, store, sent] = [await getTextSet(), await cookies(), await headers()]
  const chosen = [LANGUAGE_COOKIE, OFFICE_LANGUAGE_COOKIE].map((name) => store.get(name)?.value)
  return chooseLanguage(set, {
    chosen: set === 'office' ? chosen : chosen.slice(0, 1),
    acceptLanguage: sent.get('accept-language') ?? '',
  })
})

/** The only sections of a namespace that client components use; without an entry they use all of it. */
export type Sections = { readonly [Name in Namespace]?: readonly string[] }

/** Texts of some namespaces in one language, for a client provider. */
export async function loadResources<Set extends TextSet>(
  set: Set,
  language: UiLanguage,
  { namespaces, sections = {} }: { namespaces: readonly NamespaceFor<Set>[]; sections?: Sections | undefined },
): Promise<Resource> {
  const load = async (name: NamespaceFor<Set>) => {
    const texts = await loadNamespace(set, language, name)
    const only = sections[name]
    const kept = Object.entries(texts).filter(([section]) => only === undefined || only.includes(section))
    return [name, Object.fromEntries(kept)] as const
  }
  return { [language]: Object.fromEntries(await Promise.all(namespaces.map(load))) }
}

/** One per language for the life of the process: texts are immutable and the same for every request. */
const instances = new Map<UiLanguage, Promise<{ t: Translator }>>()

function getInstance(language: UiLanguage): Promise<{ t: Translator }> {
  const known = instances.get(language) ?? makeInstance(language).then(({ t }) => ({ t: rememberPlain(t) }))
  instances.set(language, known)
  return known
}

/** More than all keys together; what is asked for beyond that is not a text of ours. */
const REMEMBERED_MAX = 10_000

/** Remembers the texts without values, most of those on a page: to find and read one again costs as much as a cell. */
function rememberPlain(translate: Translator): Translator {
  const known = new Map<string, string>()
  return new Proxy(translate, {
    apply: (target, self, given: readonly unknown[]): string => {
      const [key] = given
      if (given.length > 1 || typeof key !== 'string') return Reflect.apply(target, self, given)
      const text = known.get(key) ?? Reflect.apply(target, self, [key])
      if (known.size < REMEMBERED_MAX) known.set(key, text)
      return text
    },
  })
}

async function makeInstance(language: UiLanguage): Promise<i18n> {
  const instance = createInstance()
  const namespaces = [...new Set([...NAMESPACES.participant, ...NAMESPACES.office])]
  const texts = await Promise.all(namespaces.map(async (name) => [name, await loadWhole(language, name)] as const))
  await instance.init({
    lng: language,
    ns: namespaces,
    defaultNS: 'common',
    resources: { [language]: Object.fromEntries(texts) },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

/** Translator, language and direction for server components and actions; `language` overrides the request's. */
export async function getTranslation(
  language?: UiLanguage,
): Promise<{ t: Translator; language: UiLanguage; direction: 'ltr' | 'rtl' }> {
  const used = language ?? (await getLanguage())
  const { t } = await getInstance(used)
  return { t, language: used, direction: directionOf(used) }
}
