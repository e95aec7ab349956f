export type Choice = { value: string; label: string }

type Named = { name: string; label: string; hint?: string }

type LineField = Named & {
  kind: 'text' | 'email' | 'password' | 'date' | 'time' | 'number'
  value?: string
  isOptional?: boolean
  maxLength?: number
}
type LongField = Named & { kind: 'long'; value?: string; isOptional?: boolean }
type ChoiceField = Named & { kind: 'choice'; value?: string; choices: readonly Choice[]; none?: string }

/** A field that stands alone or in a row. */
export type SimpleField = LineField | LongField | ChoiceField

/** One field of an office form as the server describes it. Rows are named `<name>.<index>.<field>`. */
export type FieldSpec =
  | SimpleField
  | { kind: 'hidden'; name: string; value: string }
  | (Named & { kind: 'tick'; isOn: boolean })
  | (Named & { kind: 'ticks'; choices: readonly Choice[]; values: readonly string[] })
  | (Named & {
      kind: 'rows'
      fields: readonly SimpleField[]
      rows: readonly Readonly<Record<string, string>>[]
      add: string
    })
