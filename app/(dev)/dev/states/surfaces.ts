/** Every page of a live lesson, by its user. */
export const SURFACES = [
  'phone',
  'screen',
  'cockpit',
  'host',
  'interpreter',
  'guest',
  'visitor',
  'admitted',
  'substitute',
] as const
export type Surface = (typeof SURFACES)[number]

/** Tested widths, each with the height of such a window: the narrowest phone, a phone, a laptop, a screen. */
export const SIZES = { 320: 640, 390: 844, 1366: 820, 1920: 1080 } as const
export type Size = keyof typeof SIZES

/** The sizes of a surface; the first one is the most demanding. */
export const SIZES_OF: Readonly<Record<Surface, readonly Size[]>> = {
  phone: [320, 390],
  screen: [1920, 1366],
  cockpit: [1366, 1920],
  host: [320, 390],
  interpreter: [320, 1366],
  guest: [320, 1366],
  visitor: [320, 390],
  admitted: [320, 390],
  substitute: [1366, 1920],
}

export function isSurface(text: string | null | undefined): text is Surface {
  return SURFACES.some((surface) => surface === text)
}
