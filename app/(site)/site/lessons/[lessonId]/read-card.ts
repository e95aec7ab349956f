import { linkSecretIn } from '@/domain/access/link-secret'

/** The secret in the text of a card's QR code, also of a copied link's; null for any other code. */
export function secretOnCard(text: string): string | null {
  const fragment = /\/p\/?(?:\?[^#]*?)?(?:#|%(?:25)*23)(.*)$/is.exec(text)?.[1]
  return fragment === undefined ? null : linkSecretIn(fragment)
}
