// Completes package-lock.json with the platform packages that a registry mirror does not serve, so that `npm ci`
// accepts a lock made behind such a mirror (npm/cli#9846). Run after every `npm install`; a second run changes nothing.
import { readFileSync, writeFileSync } from 'node:fs'

const LOCK = new URL('../package-lock.json', import.meta.url)
const SYSTEMS = /(darwin|win32|linux|freebsd|android|sunos|aix|openbsd|netbsd|openharmony|windows)/
const PROCESSORS = /(x64|arm64|ia32|arm|ppc64|s390x|riscv64|wasm32|loong64)/

const before = readFileSync(LOCK, 'utf8')
const lock = JSON.parse(before)
let added = 0

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (findInstalled(path, name)) continue
    const version = range.replace(/^[\^~]/, '')
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`complete-lock: ${name}@${range} has no exact version to pin`)
    lock.packages[`node_modules/${name}`] = stub(name, version, entry.dev)
    added += 1
  }
}

const { '': root, ...rest } = lock.packages
const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
lock.packages = { '': root, ...Object.fromEntries(sorted) }
const after = `${JSON.stringify(lock, null, 2)}\n`
if (after !== before) writeFileSync(LOCK, after)
console.log(`complete-lock: ${added} platform packages added`)

/** Looks for `name` the way Node does: beside the asking package, then upwards. */
function findInstalled(from, name) {
  for (
    let path = from;
    ;
    path = path.includes('/node_modules/') ? path.slice(0, path.lastIndexOf('/node_modules/')) : ''
  ) {
    const key = `${path ? `${path}/` : ''}node_modules/${name}`
    if (lock.packages[key]) return key
    if (!path) return null
  }
}

function stub(name, version, dev) {
  const os = name.match(SYSTEMS)?.[1]?.replace('windows', 'win32') ?? 'none'
  const cpu = name.match(PROCESSORS)?.[1] ?? 'none'
  return { version, optional: true, ...(dev ? { dev: true } : {}), os: [os], cpu: [cpu] }
}
