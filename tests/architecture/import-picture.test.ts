import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { importsOf, SOURCES } from './import-graph.ts'
import { ROOT } from './list-sources.ts'

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
function findCircles(): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (file: string): void => {
    order.set(file, order.size)
    lowest.set(file, order.size - 1)
    stack.push(file)
    for (const next of importsOf.get(file) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(next) ?? 0))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1) circles.push(circle.toSorted())
  }
  for (const file of SOURCES) if (!order.has(file)) visit(file)
  return circles
}

test('no files import each other in a circle, not even their types', () => {
  expect(findCircles()).toEqual([])
})

test('the picture of imports between folders in docs/architecture.md is true', () => {
  const folderOf = (file: string) => file.split('/')[0] ?? ''
  const drawn = new Map<string, Set<string>>()
  for (const [file, imports] of importsOf) {
    const folder = folderOf(file)
    const others = drawn.get(folder) ?? new Set()
    for (const one of imports) if (folderOf(one) !== folder) others.add(folderOf(one))
    drawn.set(folder, others)
  }
  const lines = [...drawn]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([folder, others]) => `${folder.padEnd(12)} ─▶ ${[...others].toSorted().join(' ') || '–'}`)
  const picture = /```imports\n([^`]+)\n```/.exec(readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8'))?.[1]
  expect(picture?.split('\n')).toEqual(lines)
})
