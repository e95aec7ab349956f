import { ERROR_AUDIENCES } from '@/domain/error-codes'
import { languageIn, REFERENCE_LANGUAGE, type TextSet, type UiLanguage } from '@/domain/languages'

import { fillGaps, keepTexts, mergeTexts, type TextTree } from './text-tree'

/** The files of each set: `locales/<set>/<language>/<namespace>.json`. */
export const NAMESPACES = {
  participant: [
    'common',
    'errors',
    'sign-in',
    'device',
    'lesson',
    'slides',
    'learn',
    'screen',
    'teach',
    'invite',
    'guest',
    'site',
    'check',
    'recordings',
    'card',
  ],
  office: ['office', 'errors'],
} as const satisfies Record<TextSet, readonly string[]>

type ParticipantNamespace = (typeof NAMESPACES)['participant'][number]
export type Namespace = ParticipantNamespace | (typeof NAMESPACES)['office'][number]
/**
 * The namespaces for pages of an audience: the office also uses some of everyone's, and nobody else uses the office's.
 */
export type NamespaceFor<Set extends TextSet> = Set extends 'office' ? Namespace : ParticipantNamespace

const loaded = new Map<string, Promise<TextTree>>()

/** Texts for one page's audience. They are the same for the life of the process, so they are put together once. */
export function loadNamespace(set: TextSet, language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  const key = `${set} ${language} ${namespace}`
  const known = loaded.get(key) ?? putTogether(set, language, namespace)
  loaded.set(key, known)
  return known
}

async function putTogether(set: TextSet, language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  if (namespace === 'office') return loadFile('office', language, namespace)
  const texts = await loadFile('participant', language, namespace)
  if (set === 'participant' || namespace !== 'errors') return texts
  return mergeTexts(keepTexts(texts, isMetInOffice), await loadFile('office', language, namespace))
}

/** Every text of a namespace, of all audiences. */
export async function loadWhole(language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  if (namespace !== 'errors') return loadNamespace('office', language, namespace)
  return mergeTexts(await loadFile('participant', language, namespace), await loadFile('office', language, namespace))
}

const NOT_IN_OFFICE: readonly string[] = Object.entries(ERROR_AUDIENCES).flatMap(([code, audience]) =>
  audience === 'participant' ? [code] : [],
)

function isMetInOffice(code: string): boolean {
  return !NOT_IN_OFFICE.includes(code)
}

/** One file, with the reference language where the set does not have `language`, or not completely. */
async function loadFile(set: TextSet, language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  const reference = await importFile(set, REFERENCE_LANGUAGE, namespace)
  const known = languageIn(set, language)
  if (known === null || known === REFERENCE_LANGUAGE) return reference
  return fillGaps(await importFile(set, known, namespace), reference, known)
}

/** The bundler finds the files by this pattern. */
async function importFile(set: TextSet, language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  const file = (await import(`@/locales/${set}/${language}/${namespace}.json`)) as { default: TextTree }
  return file.default
}
