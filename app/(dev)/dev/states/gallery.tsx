import { LANGUAGES_OF, type UiLanguage } from '@/domain/languages'

import { isStateOf, STATE_NAMES } from './states'
import { SIZES, SIZES_OF, SURFACES, type Size, type Surface } from './surfaces'

type Shown = { surface: Surface | null; language: UiLanguage; size: number }

/** The gallery: a choice of surface, language and size, and each state of the surface in a frame. */
export function Gallery({ surface, language, size: asked }: Shown) {
  const sizes = Object.keys(SIZES).map(Number) as Size[]
  const size = sizes.find((one) => one === asked) ?? (surface === null ? 390 : SIZES_OF[surface][0]) ?? 390
  const link = (change: Partial<{ surface: Surface; language: UiLanguage; size: Size }>) =>
    `?${new URLSearchParams({ ...(surface && { surface }), language, size: String(size), ...describe(change) })}`
  const states = STATE_NAMES.filter((state) => surface !== null && isStateOf(surface, state))
  return (
    <main className="flex flex-col gap-6 p-6" lang="en" dir="ltr">
      <h1 className="text-2xl font-bold">States of a lesson</h1>
      <nav aria-label="What to look at" className="flex flex-col gap-3">
        <Choice
          chosen={surface}
          options={SURFACES}
          linkOf={(one) => link({ surface: one, size: SIZES_OF[one][0] ?? size })}
        />
        <Choice chosen={language} options={LANGUAGES_OF.participant} linkOf={(one) => link({ language: one })} />
        <Choice chosen={size} options={sizes} linkOf={(one) => link({ size: one })} />
      </nav>
      {surface === null && <Index language={language} />}
      <ul className="flex flex-wrap gap-8">
        {states.map((state) => {
          const path = `?${new URLSearchParams({ surface: surface ?? '', state, language })}`
          return (
            <li key={state} id={state}>
              <h2 className="text-lg font-bold">
                <a href={path}>{state}</a>
              </h2>
              <iframe
                src={path}
                title={state}
                loading="lazy"
                width={size}
                height={SIZES[size]}
                className="border-2 border-slate"
              />
            </li>
          )
        })}
      </ul>
    </main>
  )
}

type ChoiceProps<Option> = { chosen: Option | null; options: readonly Option[]; linkOf: (option: Option) => string }

function Choice<Option extends string | number>({ chosen, options, linkOf }: ChoiceProps<Option>) {
  return (
    <p className="flex flex-wrap gap-2">
      {options.map((option) => (
        <a
          key={option}
          href={linkOf(option)}
          aria-current={option === chosen ? 'true' : undefined}
          className={`button ${option === chosen ? 'button-main' : ''}`}
        >
          {option}
        </a>
      ))}
    </p>
  )
}

/** All states by name, with the surfaces that have them. */
function Index({ language }: { language: UiLanguage }) {
  return (
    <table className="text-start">
      <tbody>
        {STATE_NAMES.map((state) => (
          <tr key={state}>
            <th scope="row" className="pe-6 text-start">
              {state}
            </th>
            {SURFACES.map((surface) => (
              <td key={surface} className="px-2">
                {isStateOf(surface, state) && (
                  <a className="underline" href={`?${new URLSearchParams({ surface, state, language })}`}>
                    {surface}
                  </a>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function describe(change: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(change).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
}
