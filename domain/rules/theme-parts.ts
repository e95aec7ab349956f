/**
 * The eight parts of civic orientation.
 * @source förordning (2010:1138) 3 §, docs/legal-sources.md#theme-parts
 */
export const THEME_PARTS = [1, 2, 3, 4, 5, 6, 7, 8] as const
export type ThemePart = (typeof THEME_PARTS)[number]
