export type SlideShown = { materialId: string; pageCount: number; page: number; isBlack: boolean }

export type StrokeColour = 'ink' | 'sun' | 'lingon' | 'fjord'
/** Points are x, y, x, y … in ten-thousandths of the page's width and height. */
export type Stroke = { strokeId: string; colour: StrokeColour; points: number[] }
export type Pointer = { x: number; y: number }

/** What the communicator's hand does on the slide. */
export type SlideTool = { kind: 'none' } | { kind: 'pointer' } | { kind: 'pen'; colour: StrokeColour }
