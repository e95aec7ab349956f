import type { SPOKEN_LANGUAGES } from '../languages'

type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]

/** How a person knows a language. */
export const LANGUAGE_USES = ['speaks', 'reads', 'both'] as const
export type KnownLanguage = { language: SpokenLanguage; use: (typeof LANGUAGE_USES)[number] }

/** The languages that a person speaks and reads, each once; a language that is stated twice is known in both ways. */
export function spokenAndRead(known: readonly KnownLanguage[]): {
  alsoSpeaks: SpokenLanguage[]
  reads: SpokenLanguage[]
} {
  const having = (unless: KnownLanguage['use']) => [
    ...new Set(known.filter(({ use }) => use !== unless).map(({ language }) => language)),
  ]
  return { alsoSpeaks: having('reads'), reads: having('speaks') }
}

/** The same as one list, in the order in which they were stated, spoken ones first. */
export function knownLanguages({ alsoSpeaks, reads }: { alsoSpeaks: readonly string[]; reads: readonly string[] }) {
  return [...new Set([...alsoSpeaks, ...reads])].map((language) => ({
    language,
    use: !reads.includes(language)
      ? ('speaks' as const)
      : alsoSpeaks.includes(language)
        ? ('both' as const)
        : ('reads' as const),
  }))
}
