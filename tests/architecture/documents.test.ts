import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const DECISIONS = 'docs/decisions'
const decisions = readdirSync(path.join(ROOT, DECISIONS)).filter((name) => /^(?!0000)\d{4}-/.test(name))
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(path.join(ROOT, DECISIONS)).map((name) => `${DECISIONS}/${name}`),
]

describe("the targets of a document's links exist", () => {
  it.each(documents)('%s', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = '']) => target)
    const gone = links.filter((target) => !existsSync(path.join(ROOT, path.dirname(document), target)))
    expect(gone).toEqual([])
  })
})

/** What a checkout has, not what a build or a start adds to it. */
const TOP_LEVEL = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name))
  .map((entry) => entry.name)
/** A file named in a text by its path from the root; a placeholder has other characters. */
const NAMED_FILE = new RegExp(`\`((?:${TOP_LEVEL.join('|')})/[\\w@()./[\\]-]+\\.(?:ts|tsx|mjs|sql|json|md|css))\``, 'g')

const missingFilesIn = (text: string) =>
  [...text.matchAll(NAMED_FILE)].map(([, file = '']) => file).filter((file) => !existsSync(path.join(ROOT, file)))

describe('the files that a document names exist', () => {
  it.each(documents)('%s', (document) => {
    expect(missingFilesIn(read(document))).toEqual([])
  })

  it.each([
    ['see `domain/nowhere.ts` and `domain/time.ts`', ['domain/nowhere.ts']],
    ['written to `.data/postgres.json`, `DATA_DIR/secrets.json` and `secrets.json`', []],
    ['`app/(teach)/teach/[lessonId]/gone.tsx`', ['app/(teach)/teach/[lessonId]/gone.tsx']],
  ])('%j is judged', (text, missing) => {
    expect(missingFilesIn(text)).toEqual(missing)
  })
})

describe('the index of decisions', () => {
  const index = read(`${DECISIONS}/README.md`)

  it.each(decisions)('has %s with its title', (name) => {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(read(`${DECISIONS}/${name}`)) ?? []
    expect(name.slice(0, 4)).toBe(number)
    expect(index).toContain(`| [${number}](${name}) | ${title} |`)
  })

  it("has nothing else, and every decision's date and supersession", () => {
    expect(index.match(/^\| \[\d{4}\]/gm)).toHaveLength(decisions.length)
    for (const name of decisions) {
      const state = read(`${DECISIONS}/${name}`).split('\n')[2] ?? ''
      const [row = ''] = index.split('\n').filter((line) => line.includes(`](${name})`))
      expect(state).toMatch(/^\d{4}-\d\d-\d\d, (proposed|accepted|superseded by \d{4})/)
      expect(row).toContain(state.slice(0, 10))
      expect(/superseded.*\d{4}/.exec(row)?.[0]).toBe(/superseded.*\d{4}/.exec(state)?.[0])
    }
  })
})

it('the version of Node is the same in .nvmrc, the packages, engines and README', () => {
  const { engines, optionalDependencies } = JSON.parse(read('package.json')) as {
    engines: { node: string }
    optionalDependencies: Record<string, string>
  }
  const own = new Set(
    Object.entries(optionalDependencies).flatMap(([name, version]) =>
      name.startsWith('node-linux-') ? [version] : [],
    ),
  )
  expect([...own]).toEqual([read('.nvmrc').trim()])
  const [, least] = /^>=(\d+)$/.exec(engines.node) ?? []
  expect(read('README.md')).toContain(`Node ${least} or newer`)
  expect(read('docs/running.md')).toContain(`Node ${least} or newer`)
})

it('the licence named in package.json is there', () => {
  expect(read('package.json')).toContain('"license": "EUPL-1.2"')
  expect(read('LICENSE')).toContain('EUROPEAN UNION PUBLIC LICENCE v. 1.2')
})
