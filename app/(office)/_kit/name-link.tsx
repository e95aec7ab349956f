import Link from 'next/link'

/** A name in a list, linked to its page for those who may open it. */
export function NameLink({ name, href, isLinked = true }: { name: string; href: string; isLinked?: boolean }) {
  if (!isLinked) return <bdi>{name}</bdi>
  return (
    <Link className="link" href={href}>
      <bdi>{name}</bdi>
    </Link>
  )
}
