/** The register of a whole country, in round numbers; `scale` is a percentage of it. */
const COUNTRY = { municipalities: 290, persons: 100_000, groups: 14_500 }
/** A region has at least a municipality of its own, a neighbour and a stranger. */
const MUNICIPALITIES_MIN = 3

/** How much there is at a scale, for what the rest follows from. */
export type Sizes = { municipalities: number; persons: number; groups: number; communicators: number }

export function sizesAt(scale: number): Sizes {
  const of = (whole: number) => Math.max(1, Math.round((whole * scale) / 100))
  const groups = of(COUNTRY.groups)
  return {
    municipalities: Math.max(MUNICIPALITIES_MIN, of(COUNTRY.municipalities)),
    persons: of(COUNTRY.persons),
    groups,
    communicators: Math.ceil(groups / 10),
  }
}
