export type Choice = { value: string; label: string }

type Named = { name: string; label: string; hint?: string | undefined }

type LineField = Named & {
  kind: 'text' | 'email' | 'password' | 'date' | 'time' | 'number'
  value?: string
  isOptional?: boolean
  maxLength?: number | undefined
  min?: number | undefined
  max?: number | undefined
}
type LongField = Named & { kind: 'long'; value?: string; isOptional?: boolean; maxLength?: number | undefined }
type ChoiceField = Named & { kind: 'choice'; value?: string; choices: readonly Choice[]; none?: string | undefined }

/** A single field, or a field of a row. */
export type SimpleField = LineField | LongField | ChoiceField

/** One field of an office form as the server describes it. Fields of rows are named `<name>.<index>.<field>`. */
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
