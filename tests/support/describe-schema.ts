import * as z from 'zod'

type Json = {
  type?: string | string[]
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  enum?: unknown[]
  const?: unknown
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  default?: unknown
  additionalProperties?: Json | boolean
}

/** The limits that zod writes into JSON Schema for every integer, which say nothing. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER

/** A schema's `input` or `output`, as one line in the manner of TypeScript with its bounds. */
export function describeSchema(schema: z.ZodType, io: 'input' | 'output'): string {
  const json = (of: 'input' | 'output') => z.toJSONSchema(schema, { io: of, unrepresentable: 'any' }) as Json
  return describe(io === 'input' ? withCoerced(json('input'), json('output')) : json(io))
}

/** A value made of any text, such as a number in a path, is described by its result. */
function withCoerced(input: Json, output: Json): Json {
  const properties = Object.entries(input.properties ?? {}).map(([name, field]): [string, Json] => {
    const isAnything = Object.keys(field).length === 0
    return [name, isAnything ? (output.properties?.[name] ?? field) : field]
  })
  return properties.length === 0 ? input : { ...input, properties: Object.fromEntries(properties) }
}

function describe(json: Json): string {
  const choices = json.anyOf ?? json.oneOf
  if (choices) return [...new Set(choices.map(describe))].join(' | ')
  if (json.allOf) return json.allOf.map(describe).join(' & ')
  if (json.const !== undefined) return JSON.stringify(json.const)
  if (json.enum) return json.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (json.type === 'object' || json.properties) return describeObject(json)
  if (json.type === 'array') return `${listed(describe(json.items ?? {}))}[]${bounds(json.minItems, json.maxItems)}`
  if (json.type === 'string') return describeText(json)
  if (json.type === 'integer' || json.type === 'number') return json.type + bounds(json.minimum, json.maximum)
  return typeof json.type === 'string' ? json.type : 'bytes'
}

function describeObject({ properties = {}, required = [], additionalProperties }: Json): string {
  const fields = Object.entries(properties).map(([name, field]) => {
    const isOptional = !required.includes(name) || field.default !== undefined
    return `${name}${isOptional ? '?' : ''}: ${describe(field)}`
  })
  const rest = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
  if (rest && typeof additionalProperties === 'object') fields.push(`[name]: ${describe(additionalProperties)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function describeText({ format, minLength, maxLength, pattern }: Json): string {
  if (format) return format
  const isPlain = pattern === undefined || minLength !== undefined || maxLength !== undefined
  return isPlain ? `string${bounds(minLength, maxLength)}` : `/${pattern}/`
}

function listed(text: string): string {
  return text.includes(' | ') ? `(${text})` : text
}

function bounds(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || least <= -NO_LIMIT ? '' : String(least)
  const to = most === undefined || most >= NO_LIMIT ? '' : String(most)
  return from === '' && to === '' ? '' : ` ${from}…${to}`
}
