import { RowLink } from './row-link'

/** A name in a list, linked to its page for those who may open it. */
export function NameLink({ name, href, isLinked = true }: { name: string; href: string; isLinked?: boolean }) {
  return isLinked ? <RowLink href={href}>{name}</RowLink> : name
}
