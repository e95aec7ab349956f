/** The secret in the text of a card's QR code; null for any other code. */
export function secretOnCard(text: string): string | null {
  return /\/p#([A-Za-z0-9_-]{20,100})$/.exec(text)?.[1] ?? null
}
