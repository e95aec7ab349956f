const WHOLE = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 0 })

/** An integer with thousands separators. */
export function whole(value: number): string {
  return WHOLE.format(value)
}

/** A share of one as whole percent. */
export function percent(share: number): string {
  return WHOLE.format(share * 100)
}
