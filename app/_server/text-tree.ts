/** The texts of one namespace, nested by their keys. */
export type TextTree = { [key: string]: string | TextTree }

type Texts = ReadonlyMap<string, string>

const PLURAL = /_(zero|one|two|few|many|other)$/

/**
 * The texts of a language, with those of the reference language where it has none yet, so that a missing text shows a
 * sentence in another language and never a key. A text with plural forms gets each form that `language` needs.
 */
export function fillGaps(tree: TextTree, reference: TextTree, language: string): TextTree {
  const own = flatten(tree)
  const known = new Set([...own.keys()].map(withoutForm))
  const gaps = [...flatten(reference)].filter(([key]) => !known.has(withoutForm(key)))
  return nest(new Map([...own, ...inFormsOf(language, new Map(gaps))]))
}

/** The texts of both; where both have one, that of the second. */
export function mergeTexts(first: TextTree, second: TextTree): TextTree {
  return nest(new Map([...flatten(first), ...flatten(second)]))
}

/** The texts whose full key is wanted. */
export function keepTexts(tree: TextTree, isWanted: (key: string) => boolean): TextTree {
  return nest(new Map([...flatten(tree)].filter(([key]) => isWanted(key))))
}

function withoutForm(key: string): string {
  return key.replace(PLURAL, '')
}

function inFormsOf(language: string, texts: Texts): Texts {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  return new Map(
    [...texts].flatMap(([key, text]): [string, string][] => {
      if (!key.endsWith('_other')) return [[key, text]]
      const plain = withoutForm(key)
      return forms.map((form) => [`${plain}_${form}`, texts.get(`${plain}_${form}`) ?? text])
    }),
  )
}

function flatten(tree: TextTree, before = ''): Texts {
  return new Map(
    Object.entries(tree).flatMap(([name, inner]): [string, string][] =>
      typeof inner === 'string' ? [[before + name, inner]] : [...flatten(inner, `${before}${name}.`)],
    ),
  )
}

function nest(texts: Texts): TextTree {
  const tree: TextTree = {}
  for (const [key, text] of texts) {
    const path = key.split('.')
    const name = path.pop() ?? key
    let at = tree
    for (const part of path) {
      const inner = at[part]
      const next: TextTree = typeof inner === 'object' ? inner : {}
      at[part] = next
      at = next
    }
    at[name] = text
  }
  return tree
}
