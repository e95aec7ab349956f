import type { Stroke } from '@/domain/live-lesson/view'

export type StrokeColour = Stroke['colour']

/** What the communicator's hand does on the slide. */
export type SlideTool = { kind: 'none' } | { kind: 'pointer' } | { kind: 'pen'; colour: StrokeColour }
