'use client'

type Props = { title: string; keys: readonly { press: string; does: string }[] }

/** The keys of a list, as a table of two columns. */
export function ListKeys({ title, keys }: Props) {
  return (
    <>
      <p className="font-semibold">{title}</p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1">
        {keys.map(({ press, does }) => (
          <div key={press} className="contents">
            <dt className="font-semibold">
              <kbd className="font-sans">{press}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
