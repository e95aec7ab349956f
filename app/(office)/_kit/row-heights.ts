/** How high the rows of lists are: 36 px, or 44. */
export const ROW_HEIGHTS = ['compact', 'roomy'] as const
export type RowHeight = (typeof ROW_HEIGHTS)[number]
