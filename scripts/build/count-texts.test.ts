import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { countTexts, describeCoverage, listUnknownFolders } from './count-texts'

let locales = ''

beforeEach(() => {
  locales = join(mkdtempSync(join(tmpdir(), 'samsal-texts-')), 'locales')
  cpSync(new URL('../../locales', import.meta.url), locales, { recursive: true })
})
afterEach(() => rmSync(join(locales, '..'), { recursive: true, force: true }))

const of = (set: string, language: string) =>
  countTexts(locales).find((one) => one.set === set && one.language === language)

function change(file: string, edit: (content: Record<string, unknown>) => void): void {
  const content = JSON.parse(readFileSync(join(locales, file), 'utf8')) as Record<string, unknown>
  edit(content)
  writeFileSync(join(locales, file), JSON.stringify(content))
}

test('a text that is missing, empty or without one of its plural forms is named', () => {
  change('participant/ar/common.json', (content) => {
    delete content.back
    content.wait = ' '
  })
  change('office/en/office.json', (content) => delete content.nav)
  expect(of('participant', 'ar')?.missing).toEqual(['common:wait', 'common:back'])
  expect(of('office', 'en')?.missing).toContain('office:nav.groups')
  expect(of('participant', 'ti')?.missing).toEqual([])
})

test('each plural form of the language counts', () => {
  const counted = readFileSync(join(locales, 'participant/ar/slides.json'), 'utf8').replace(
    /"([^"]+)_few":/,
    '"$1_fewer":',
  )
  writeFileSync(join(locales, 'participant/ar/slides.json'), counted)
  expect(of('participant', 'ar')?.missing).toHaveLength(1)
})

test('a missing file is named, and all its texts with it', () => {
  rmSync(join(locales, 'participant/ti/learn.json'))
  const coverage = of('participant', 'ti')
  expect(coverage?.missingFiles).toEqual(['participant/ti/learn.json'])
  expect(coverage?.missing.filter((key) => key.startsWith('learn:'))).toHaveLength(6)
})

test('an incomplete language is never rounded up to 100 %', () => {
  change('participant/ar/common.json', (content) => delete content.back)
  const [line = ''] = describeCoverage(countTexts(locales))
  expect(line).toMatch(/sv \d+ \(100 %\), en \d+ \(100 %\), ar \d+ \(99 %\), ti \d+ \(100 %\)/)
})

test('a folder of a language that is not listed is reported', () => {
  cpSync(join(locales, 'participant/ar'), join(locales, 'participant/so'), { recursive: true })
  expect(listUnknownFolders(locales)).toEqual(['participant/so'])
})
