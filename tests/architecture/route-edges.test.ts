import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** Ways to read a request's body. `Response.json` builds a response; `sent` is what the edge has read. */
const READS_A_BODY =
  /(?<!\bResponse|\bsent)\.(json|formData|text|arrayBuffer|blob|bytes|clone)\(\)|\bincoming\.body\b|\brequest\.body\b/
const HANDLER = /export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g
const RE_EXPORT = /export \{[^}]*\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|export \* from/
/** `answerLightPage` answers with a page: it reads no body, and asks who it is for as a page does. */
const CALLS_AN_EDGE = /return answer(Api|Sent|Signed|LightPage)\(/
/** Health routes for anyone: they read no input and know no actor. */
const OPEN_TO_ALL = ['health', 'live', 'ready'].map((name) => `app/api/${name}/route.ts`)

const sources = listSources().filter((path) => path.startsWith('app/') && !path.includes('.test.'))
const routes = sources.filter((path) => /\/route\.tsx?$/.test(path))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** What a route does without its edge. */
function faultsOf(source: string, path = ''): string[] {
  const faults: string[] = []
  if (READS_A_BODY.test(source)) faults.push('reads the body itself')
  if (RE_EXPORT.test(source)) faults.push('exports a handler that is not written here')
  const handlers = [...source.matchAll(HANDLER)]
  for (const [at, handler] of handlers.entries()) {
    const own = source.slice(handler.index, handlers[at + 1]?.index)
    const isOpen = OPEN_TO_ALL.includes(path) && handler[1] === 'GET'
    if (!isOpen && !CALLS_AN_EDGE.test(own)) faults.push(`${handler[1]} has no edge`)
  }
  return faults
}

test('there are routes to look at', () => {
  expect(routes.length).toBeGreaterThanOrEqual(19)
})

test.each(routes)('%s goes through an edge, which is the only reader of the body', (path) => {
  expect(faultsOf(read(path), path)).toEqual([])
})

test.each([
  [
    'a body read at once',
    'export async function POST(incoming: Request) {\n  await incoming.json()\n  return answerApi()\n}',
  ],
  ['a form read at once', 'export const POST = async (r: Request) => {\n  await r.formData()\n  return answerApi()\n}'],
  ['a stream', 'export async function POST(incoming: Request) {\n  use(incoming.body)\n  return answerApi()\n}'],
  ['no edge', 'export async function DELETE() {\n  return Response.json({})\n}'],
  [
    'one edge for two',
    'export async function GET() {\n  return answerApi()\n}\nexport async function PUT() {\n  return x()\n}',
  ],
  ['a handler from elsewhere', "export { handle as POST } from '@/app/_server/handle'"],
])('%s is detected', (_, source) => {
  expect(faultsOf(source)).not.toEqual([])
})

test('nothing else of the app reads a request', () => {
  const readers = sources.filter((path) => path.startsWith('app/_server/') || path === 'proxy.ts')
  const found = readers.filter((path) =>
    /\b(incoming|request|req)\.(json|formData|text|arrayBuffer|blob|bytes|body)\b/.test(read(path)),
  )
  expect(found).toEqual(['app/_server/edge/sent-body.ts'])
})

test("the sender is read only from the edge's record", () => {
  const believers = [...sources, 'proxy.ts'].filter((path) =>
    /'(x-forwarded-for|x-real-ip|forwarded)'/i.test(read(path)),
  )
  expect(believers).toEqual(['app/_server/edge/guard-edge.ts'])
})
