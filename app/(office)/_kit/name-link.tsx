import type { Cell } from './cell'
import { RowLink } from './row-link'

type Named = { name: string; href: string; isLinked?: boolean }

/** A name in a list, linked to its page for those who may open it. */
export function NameLink({ name, href, isLinked = true }: Named) {
  return isLinked ? <RowLink href={href}>{name}</RowLink> : name
}

/** The same as the whole content of a cell. */
export function nameCell({ name, href, isLinked = true }: Named): Cell {
  return isLinked ? { is: 'link', to: href, text: name } : name
}
