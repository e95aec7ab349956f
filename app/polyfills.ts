/**
 * Built-ins that our code and our libraries use and that a browser of the lowest versions (README) may not have. Each
 * one only where it is missing.
 */

type Table = Record<string, (this: never, ...given: never[]) => unknown>

function add(target: object, methods: Table): void {
  for (const [name, value] of Object.entries(methods)) {
    if (name in target) continue
    Object.defineProperty(target, name, { value, writable: true, configurable: true })
  }
}

function last<Item>(this: readonly Item[], isWanted: (item: Item, index: number, all: readonly Item[]) => unknown) {
  return [...this].reverse().find((item, index) => isWanted(item, this.length - 1 - index, this))
}

function at<Item>(this: ArrayLike<Item>, index: number): Item | undefined {
  return this[index < 0 ? index + this.length : index]
}

function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
    index += 1
  }
  return groups
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<Value>((fulfil, fail) => {
    resolve = fulfil
    reject = fail
  })
  return { promise, resolve, reject }
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** As version 4 of RFC 9562 has it. */
function randomUUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

add(Array.prototype, {
  at,
  findLast: last,
  findLastIndex<Item>(this: readonly Item[], isWanted: (item: Item) => unknown) {
    for (let index = this.length - 1; index >= 0; index -= 1) if (isWanted(this[index] as Item)) return index
    return -1
  },
  toReversed<Item>(this: readonly Item[]) {
    return [...this].reverse()
  },
  toSorted<Item>(this: readonly Item[], compare?: (one: Item, other: Item) => number) {
    return [...this].sort(compare)
  },
  toSpliced<Item>(this: readonly Item[], ...how: [number, number, ...Item[]]) {
    const copy = [...this]
    copy.splice(...how)
    return copy
  },
  with<Item>(this: readonly Item[], index: number, item: Item) {
    const copy = [...this]
    copy[index < 0 ? index + copy.length : index] = item
    return copy
  },
})
add(String.prototype, {
  at,
  isWellFormed(this: string) {
    return String(this).search(LONE_SURROGATE) === -1
  },
  toWellFormed(this: string) {
    return Array.from(String(this), (one) => (/^[\uD800-\uDFFF]$/.test(one) ? '\uFFFD' : one)).join('')
  },
})
// What all typed arrays inherit from.
add(Object.getPrototypeOf(Uint8Array.prototype) as object, { at })
add(Map, { groupBy })
add(Object, {
  groupBy: <Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => PropertyKey) =>
    Object.fromEntries(groupBy(items, keyOf)),
  hasOwn: (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key),
})
add(Promise, { withResolvers })
add(AbortSignal, {
  timeout: (milliseconds: number) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), milliseconds)
    return controller.signal
  },
})
add(AbortSignal.prototype, {
  throwIfAborted(this: AbortSignal) {
    if (this.aborted) throw new DOMException('aborted', 'AbortError')
  },
})
add(crypto, { randomUUID })
