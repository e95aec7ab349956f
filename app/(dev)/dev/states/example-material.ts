/** The document whose slides the examples show, and its lesson; `next.config.ts` routes requests for both. */
export const EXAMPLE_LESSON_ID = 'd0000000-0000-4000-8000-000000000001'
export const EXAMPLE_MATERIAL_ID = 'd0000000-0000-4000-8000-000000000002'
export const EXAMPLE_SLIDES = ['Välkomna', 'Att bo i Sverige', 'العيش في السويد', 'ኣብ ሽወደን ምንባር']
