import * as z from 'zod'

/** A schema's properties of one field: its input type and its limits. */
export type SchemaField = {
  kind: 'text' | 'date' | 'time' | 'number' | 'tick' | 'choice' | 'ticks' | 'rows'
  /** Optional: null or undefined if it is not given. */
  isNullable: boolean
  isOptional: boolean
  /** Whether the input is read as a number. */
  isNumeric: boolean
  maxLength?: number | undefined
  min?: number | undefined
  max?: number | undefined
  /** For a closed set. */
  values: readonly string[]
  /** For each row. */
  fields: SchemaFields
}
export type SchemaFields = Readonly<Record<string, SchemaField>>

/** The part of JSON Schema that forms use. */
const node = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  const: z.union([z.string(), z.number()]).optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get anyOf() {
    return z.array(node).optional()
  },
  get items() {
    return node.optional()
  },
  get properties() {
    return z.record(z.string(), node).optional()
  },
  required: z.array(z.string()).optional(),
})
type Node = z.infer<typeof node>

const known = new WeakMap<z.ZodType, SchemaFields>()

/** The fields of an input's schema, by name. */
export function schemaFields(schema: z.ZodObject): SchemaFields {
  const before = known.get(schema)
  if (before) return before
  const fields = fieldsOf(
    node.parse(
      z.toJSONSchema(schema, {
        io: 'input',
        unrepresentable: 'any',
        // JSON Schema has a time of day as a pattern, but browsers have an input type for it.
        override: ({ zodSchema, jsonSchema }) => {
          const { def } = zodSchema._zod
          if ('format' in def && def.format === 'time') jsonSchema.format = 'time'
        },
      }),
    ),
  )
  known.set(schema, fields)
  return fields
}

function fieldsOf({ properties = {}, required = [] }: Node): SchemaFields {
  return Object.fromEntries(
    Object.entries(properties).map(([name, said]) => [name, fieldOf(said, !required.includes(name))]),
  )
}

function fieldOf(said: Node, isOptional: boolean): SchemaField {
  const variants = said.anyOf ?? [said]
  const one = variants.find(({ type }) => type !== 'null') ?? said
  const element = one.items
  const values = one.enum ?? element?.enum ?? (one.const === undefined ? [] : [one.const])
  return {
    kind: kindOf(one, values.length > 0),
    isNullable: variants.some(({ type }) => type === 'null'),
    isOptional,
    isNumeric: isNumber(element ?? one),
    maxLength: one.maxLength,
    min: one.minimum,
    max: one.maximum,
    values: values.map(String),
    fields: element?.type === 'object' ? fieldsOf(element) : {},
  }
}

function kindOf({ type, format, items }: Node, isClosed: boolean): SchemaField['kind'] {
  if (type === 'boolean') return 'tick'
  if (type === 'array') return items?.type === 'object' ? 'rows' : 'ticks'
  if (isClosed || format === 'uuid') return 'choice'
  if (isNumber({ type })) return 'number'
  return format === 'date' || format === 'time' ? format : 'text'
}

function isNumber({ type }: Pick<Node, 'type'>): boolean {
  return type === 'integer' || type === 'number'
}
