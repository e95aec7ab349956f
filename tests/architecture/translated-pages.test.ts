import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

import { listSources, ROOT } from './list-sources'

/*
 * A browser that translates a page takes each text out and puts elements of its own in its place. React then changes a
 * text that is no longer on the page, or fails over one that it wants to remove or to put something before. It never
 * touches a text again that is all its element contains: there the element's whole content is replaced. (On the light
 * pages `app/_light/follow-translation.ts` does that.)
 */

type Node = { type: string; start: number; end: number; [field: string]: unknown }
/** `text` can change, `part` comes and goes, perhaps with a text of its own. */
type Child = { is: 'fixed-text' | 'text' | 'element' | 'part' | 'part-with-text'; node: Node }

const LIVE = /^app\/(\((learn|site|teach|guest|public)\)|_lesson|_components)\//
/** Names of values that are elements: any other name may be a text. */
const ELEMENT_NAME =
  /^(children|chip|device|documents|faces|head|leave|line|minutesLine|more|others|present|roll|rollFoot|scanner|sites|smaller)$/
const TEXT_FUNCTION = /^(format|String|name|language|label|toFixed|join|describe)|Of$/

const nodeOf = (value: unknown): Node => value as Node
const nodesOf = (value: unknown): Node[] => value as Node[]

function kindOf(node: Node): Child['is'] | null {
  switch (node.type) {
    case 'JSXText':
      return String(node.value).trim() === '' ? null : 'fixed-text'
    case 'JSXElement':
      return 'element'
    case 'JSXFragment':
      return childrenOf(node).some(({ is }) => isText(is)) ? 'part-with-text' : 'part'
    case 'JSXExpressionContainer':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
      return kindOf(nodeOf(node.expression))
    case 'JSXEmptyExpression':
      return null
    case 'Literal':
      return node.value === ' ' ? null : 'fixed-text'
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return 'text'
    case 'LogicalExpression':
      return partOf(node.operator === '&&' ? [nodeOf(node.right)] : [nodeOf(node.left), nodeOf(node.right)])
    case 'ConditionalExpression':
      return partOf([nodeOf(node.consequent), nodeOf(node.alternate)])
    case 'CallExpression':
      return kindOfCall(node)
    case 'Identifier':
      return ELEMENT_NAME.test(String(node.name)) ? 'part' : 'text'
    case 'MemberExpression':
      return 'text'
    default:
      return 'part'
  }
}

function kindOfCall(node: Node): Child['is'] {
  const callee = nodeOf(node.callee)
  const name = String(callee.type === 'MemberExpression' ? nodeOf(callee.property).name : callee.name)
  const given = nodesOf(node.arguments)
  if (name === 't') return given.length === 1 && given[0]?.type === 'Literal' ? 'fixed-text' : 'text'
  return TEXT_FUNCTION.test(name) ? 'text' : 'part'
}

function partOf(nodes: Node[]): Child['is'] {
  return nodes.some((node) => isText(kindOf(node))) ? 'part-with-text' : 'part'
}

const isText = (is: Child['is'] | null) => is === 'text' || is === 'fixed-text' || is === 'part-with-text'

function childrenOf(node: Node): Child[] {
  return nodesOf(node.children).flatMap((child) => {
    const is = kindOf(child)
    return is ? [{ is, node: child }] : []
  })
}

/** Texts beside something that changes, in elements that show more than this text. */
function findBareTexts(source: string): string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const node = nodeOf(value)
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const children = childrenOf(node)
      // What stands in a fragment goes with it, out of an element that stays.
      const isFragment = node.type === 'JSXFragment'
      const isMoving = isFragment || children.some(({ is }) => is !== 'fixed-text' && is !== 'element')
      const name = nodeOf(nodeOf(node.openingElement ?? {}).name ?? {}).name
      if ((children.length > 1 || isFragment) && isMoving && name !== 'option')
        for (const { is, node: child } of children) if (isText(is)) found.push(source.slice(child.start, child.end))
    }
    for (const field of Object.values(node)) walk(field)
  }
  walk(parseAst(source, { lang: 'tsx' }))
  return found
}

test.each([
  ['a text beside a part that comes and goes', '<p>{isBad && <b />}{t("why")}</p>', ['{t("why")}']],
  [
    'a text that changes beside a picture',
    '<p><Icon />{isOn ? t("on") : t("off")}</p>',
    ['{isOn ? t("on") : t("off")}'],
  ],
  ['a text that comes and goes', '<p><Icon />{code && t(code)}</p>', ['{code && t(code)}']],
  ['a value that may be a text', '<p>{second} <Number /></p>', ['{second}']],
  ['two texts', '<p>{formatTime(from)} – {formatTime(to)}</p>', ['{formatTime(from)}', ' – ', '{formatTime(to)}']],
  [
    'a text in a part',
    '<p><Icon />{isOn && <> · {t("on")}</>}</p>',
    ['{isOn && <> · {t("on")}</>}', ' · ', '{t("on")}'],
  ],
  ['a text that never changes, in a part', '<p>{isSent ? <><Icon />{t("sent")}</> : ""}</p>', ['{t("sent")}']],
  ['texts of their own', '<p><Icon /><span>{isOn ? t("on") : t("off")}</span></p>', []],
  ['a text that never changes', '<p><Icon />{t("title")}</p>', []],
  ['one text', '<p>{isOn ? t("on") : t("off")}</p>', []],
])('what a translated page cannot change: %s', (_, source, expected) => {
  const found = findBareTexts(`const shown = ${source}`)
  expect(found.filter((text) => !expected.includes(text))).toEqual([])
  expect(found.length > 0).toBe(expected.length > 0)
})

const pages = listSources()
  .filter((file) => LIVE.test(file) && file.endsWith('.tsx'))
  .map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') }))

test('a text that can change, or stands beside something that can, has an element of its own', () => {
  const inBrowser = pages.filter(({ source }) => source.startsWith("'use client'"))
  expect(inBrowser.length).toBeGreaterThan(50)
  const bare = inBrowser.flatMap(({ file, source }) => findBareTexts(source).map((text) => `${file}: ${text}`))
  expect(bare).toEqual([])
})

test('names, numbers and clocks are not translated', () => {
  const translated = pages.filter(({ source }) => /<bdi(?=[\s>])(?![^>]*translate="no")/.test(source))
  expect(translated.map(({ file }) => file)).toEqual([])
})
