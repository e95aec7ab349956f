// A first field gets the focus because somebody has just opened the filters.
/* oxlint-disable jsx-a11y/no-autofocus */
import type { Choice } from './field-spec'

type FieldProps = {
  /** The id of a form elsewhere on the page; by default the one around it. */
  form?: string
  name: string
  label: string
  value: string | undefined
  /** It gets the focus when the filters open. */
  isFirst?: boolean
}
type ChoiceProps = FieldProps & { all: string; choices: readonly Choice[] }

/** A list filter with one of several values, or none. */
export function FilterChoice({ form, name, label, value, isFirst, all, choices }: ChoiceProps) {
  return (
    <label className="flex min-w-0 grow basis-40 flex-col gap-1 font-semibold sm:max-w-64">
      {label}
      <select form={form} name={name} defaultValue={value ?? ''} autoFocus={isFirst} className="field font-normal">
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}

export function FilterDate({ form, name, label, value, isFirst }: FieldProps) {
  return (
    <label className="flex flex-col gap-1 font-semibold">
      {label}
      <input
        type="date"
        form={form}
        name={name}
        defaultValue={value ?? ''}
        autoFocus={isFirst}
        className="field font-normal"
      />
    </label>
  )
}
