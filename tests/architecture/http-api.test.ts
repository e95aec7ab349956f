import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it, test } from 'vitest'
import * as z from 'zod'

import { HTTP_API } from '@/app/_server/http-api'
import type { Contract } from '@/app/_server/http-contract'
import { describeSchema } from '@/tests/support/describe-schema'

import { listSources, ROOT } from './list-sources.ts'

/*
 * docs/http-api.md is generated from the schemas that the routes parse with. After a change, `npx vitest run --project
 * architecture tests/architecture/http-api.test.ts -u` writes it.
 */

const CONTRACTS: [key: string, contract: Contract][] = Object.entries(HTTP_API)
const HANDLER = /export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

/** Those that answer with a light page are pages. */
const routes = listSources().filter(
  (file) => /^app\/.*\/route\.tsx?$/.test(file) && !/\banswerLightPage\(/.test(read(file)),
)
/** The path of a route's folder. */
const pathOf = (file: string) =>
  `/${path
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`
const handled = routes.flatMap((file) =>
  [...read(file).matchAll(HANDLER)].map(([, method = '']) => ({ file, key: `${method} ${pathOf(file)}` })),
)

test('there are routes to list', () => {
  expect(routes.length).toBeGreaterThan(20)
})

test('every method of every route has its contract, and every contract its route', () => {
  expect(handled.map(({ key }) => key).toSorted()).toEqual(CONTRACTS.map(([key]) => key).toSorted())
})

test.each(handled)('$file parses and responds with the contract of $key', ({ file, key }) => {
  const source = read(file)
  expect(source).toContain(`HTTP_API['${key}']`)
  const asked = [...source.matchAll(/HTTP_API\['([^']+)'\]/g)].map((match) => match[1])
  expect(asked.filter((one) => !handled.some((known) => known.file === file && known.key === one))).toEqual([])
  // Input is parsed only with the contract.
  expect(source).not.toMatch(/\bz\.(strictObject|object|union)|\b(?!parseInput\b)\w+Input\b/)
})

describe.each(CONTRACTS)('%s', (key, { params, query, body, maxBytes, answer }) => {
  it('describes its path parameters', () => {
    const named = [...key.matchAll(/\[(?!\.\.\.)(\w+)\]/g)].map((match) => String(match[1]))
    const known = params instanceof z.ZodObject ? Object.keys(params.shape) : []
    expect(known.toSorted()).toEqual(named.toSorted())
  })

  it('reads only the input that is in it, bounded', () => {
    for (const schema of [params, query, body].filter((one) => one instanceof z.ZodObject)) {
      expect(schema.safeParse({ 'not-in-it': 1 }).error?.issues.map((issue) => issue.code)).toContain(
        'unrecognized_keys',
      )
    }
    expect(body === undefined).toBe(maxBytes === undefined)
    expect(answer === 'file' || answer instanceof z.ZodType).toBe(true)
  })
})

const answered = ({ answer, isBare, shape }: Contract) => {
  if (shape) return `[${shape}](../${shape})`
  if (answer === 'file') return 'a file, or what it says above'
  const data = describeSchema(answer, 'output')
  return `\`${isBare ? data : `{ ok: true, data: ${data} }`}\``
}
const sent = ({ body, isForm, shape }: Contract) =>
  body && (shape ? `[${shape}](../${shape})` : `${isForm ? 'form ' : ''}\`${describeSchema(body, 'input')}\``)
const row = (name: string, value: string | undefined) => (value === undefined ? [] : [`- ${name}: ${value}`])

function section([key, contract]: [string, Contract]): string {
  const { says, who, params, query, maxBytes } = contract
  return [
    `## ${key}`,
    '',
    says,
    '',
    ...row('who', who),
    ...row('path', params && `\`${describeSchema(params, 'input')}\``),
    ...row('query', query && `\`${describeSchema(query, 'input')}\``),
    ...row('body', sent(contract)),
    ...row('at most', maxBytes === undefined ? undefined : `${maxBytes} bytes`),
    ...row('answer', answered(contract)),
    '',
  ].join('\n')
}

test('docs/http-api.md is complete', async () => {
  const head = [
    '# HTTP API',
    '',
    'The routes of the web app besides its pages, for browsers, media servers and monitoring. Generated from `app/_server/http-api.ts`, with which the routes parse and respond; change it there.',
    '',
    'A refusal is `{ ok: false, error: { code, details } }` with 401, 403, 404, 413, 429 or 500; the codes are in `domain/error-codes.ts`. Requests from another origin are refused. Numbers after a type are its bounds. `tests/web/access-matrix/routes.ts` lists who may call what for one lesson or municipality, and is tested with every kind of actor.',
    '',
  ].join('\n')
  await expect(`${head}\n${CONTRACTS.map(section).join('\n')}`).toMatchFileSnapshot('../../docs/http-api.md')
})
