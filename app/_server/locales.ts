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
/** What pages of an audience can be given: the office reads some of what everyone reads, and nobody else what it reads. */
export type NamespaceFor<Set extends TextSet> = Set extends 'office' ? Namespace : ParticipantNamespace

/** Texts as one page's audience needs them. */
export async function loadNamespace(set: TextSet, language: UiLanguage, namespace: Namespace): Promise<TextTree> {
  if (namespace === 'office') return loadFile('office', language, namespace)
  const texts = await loadFile('participant', language, namespace)
  if (set === 'participant' || namespace !== 'errors') return texts
  return mergeTexts(keepTexts(texts, isMetInOffice), await loadFile('office', language, namespace))
}

/** Every text of a namespace, whoever reads it. */
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

/** One file, in the language of reference where the set is not written in `language`, or not yet to the end. */
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
