/** Whether text runs from right to left where an element stands. `:dir(rtl)` is newer than our lowest browsers. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}
