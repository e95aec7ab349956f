import type { PictogramName } from '@/app/_components/pictogram'

/** The panels of the desk in the order of their buttons, each with its picture. */
export const PANELS = {
  hands: 'hand',
  question: 'chart',
  people: 'people',
  groups: 'groups',
  channels: 'translate',
  chat: 'chat',
} as const satisfies Readonly<Record<string, PictogramName>>

export type Panel = keyof typeof PANELS
export const PANEL_NAMES = Object.keys(PANELS) as Panel[]
