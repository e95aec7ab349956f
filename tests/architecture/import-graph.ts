import { readFileSync } from 'node:fs'
import path from 'node:path'

import { listSources, ROOT } from './list-sources.ts'

/** Everything that is built and shipped; tests may import everything, and nothing imports them. */
export const SOURCES = new Set(
  listSources().filter((file) => !file.startsWith('tests/') && !/\.test\.tsx?$/.test(file)),
)
/** Imports and re-exports, of types too, and imports at run time. */
const IMPORT = /(?:\b(import|export) (type )?[^'"`;]*?\bfrom|\bimport\(|\bimport)\s*'([^']+)'/g

type Import = { file: string; isType: boolean }

function listImports(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  return [...text.matchAll(IMPORT)].flatMap(([, , type, name = '']) => {
    const target = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(file), name)
    const isOurs = name.startsWith('@/') || name.startsWith('.')
    const found = isOurs && ['', '.ts', '.tsx', '.mjs'].map((end) => `${target}${end}`).find((one) => SOURCES.has(one))
    return found ? [{ file: found, isType: type !== undefined }] : []
  })
}

const imports = new Map([...SOURCES].map((file) => [file, listImports(file)]))

/** The imports of each of our files from our own code. */
export const importsOf = new Map([...imports].map(([file, found]) => [file, found.map((one) => one.file)]))

/** Every file whose code runs with these: they, their imports, and transitive ones; not by way of `around`. */
export function reachedFrom(starts: readonly string[], around: readonly string[] = []): Set<string> {
  const reached = new Set(starts)
  for (const file of reached) {
    if (around.includes(file)) continue
    for (const next of imports.get(file) ?? []) if (!next.isType) reached.add(next.file)
  }
  return reached
}
