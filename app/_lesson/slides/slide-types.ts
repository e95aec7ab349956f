import type { Stroke } from '@/domain/live-lesson/view'

export type StrokeColour = Stroke['colour']

/** The communicator's tool on the slide. */
export type SlideTool = { kind: 'none' } | { kind: 'pointer' } | { kind: 'pen'; colour: StrokeColour }
