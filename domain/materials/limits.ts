/** The widths that a slide is stored in: for a phone, and for a screen. */
export const WIDTH_CLASSES = ['small', 'large'] as const
export type WidthClass = (typeof WIDTH_CLASSES)[number]
export const WIDTH_PX: Readonly<Record<WidthClass, number>> = { small: 720, large: 1600 }

const MEBIBYTE = 1_048_576

/** The size of the document that the browser opens. */
export const MAX_DOCUMENT_BYTES = 50 * MEBIBYTE
export const MAX_SLIDES = 200
/** The size of one image of a slide as uploaded by the browser. */
export const MAX_IMAGE_BYTES = 8 * MEBIBYTE
export const MAX_SIDE_PX = 4_000
export const MAX_MATERIALS_OF_LESSON = 10
export const MAX_SLIDE_TEXT = 5_000
export const MAX_NOTE = 2_000
