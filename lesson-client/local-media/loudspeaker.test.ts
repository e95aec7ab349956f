import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Loudspeaker } from './loudspeaker'

/** The browser's outputs, which can be unplugged. */
class Outputs extends EventTarget {
  plugged: string[]

  constructor(...plugged: string[]) {
    super()
    this.plugged = plugged
  }

  enumerateDevices = async () =>
    ['default', ...this.plugged].map((deviceId) => ({ kind: 'audiooutput', deviceId, label: deviceId }))

  plug(...plugged: string[]): void {
    this.plugged = plugged
    this.dispatchEvent(new Event('devicechange'))
  }
}

/** What an element does with `setSinkId`. */
class Element extends EventTarget {
  sinkId = ''
  setSinkId = async (deviceId: string) => {
    if (deviceId !== '' && !outputs.plugged.includes(deviceId)) throw new DOMException('no device', 'NotFoundError')
    this.sinkId = deviceId
  }
}

let outputs: Outputs
let stored: Map<string, string>
beforeEach(() => {
  outputs = new Outputs('headset', 'television')
  stored = new Map()
  vi.stubGlobal('navigator', { mediaDevices: outputs })
  vi.stubGlobal('HTMLMediaElement', Element)
  Object.assign(Element.prototype, { setSinkId: () => undefined })
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

test('everything that plays goes through the chosen one, also what comes later', async () => {
  const loudspeaker = new Loudspeaker()
  const [first, later] = [new Element(), new Element()]
  loudspeaker.attach(first)
  await vi.waitFor(() => expect(loudspeaker.get().choices).toHaveLength(2))
  loudspeaker.choose('television')
  loudspeaker.attach(later)
  await vi.waitFor(() => expect([first.sinkId, later.sinkId]).toEqual(['television', 'television']))
})

test('the next visit remembers it, and the choice of the system forgets it', async () => {
  new Loudspeaker().choose('headset')
  const again = new Loudspeaker()
  const element = new Element()
  again.attach(element)
  await vi.waitFor(() => expect(element.sinkId).toBe('headset'))
  again.choose('')
  await vi.waitFor(() => expect(element.sinkId).toBe(''))
  expect(stored.size).toBe(0)
})

test('one that is unplugged gives way to that of the system, and is used again when it is back', async () => {
  const loudspeaker = new Loudspeaker()
  const element = new Element()
  loudspeaker.attach(element)
  loudspeaker.choose('headset')
  await vi.waitFor(() => expect(element.sinkId).toBe('headset'))
  outputs.plug('television')
  await vi.waitFor(() => expect([element.sinkId, loudspeaker.get().isGone]).toEqual(['', true]))
  outputs.plug('television', 'headset')
  await vi.waitFor(() => expect([element.sinkId, loudspeaker.get().isGone]).toEqual(['headset', false]))
})

test('what does not play any more is left alone, and what cannot choose is no error', async () => {
  const loudspeaker = new Loudspeaker()
  const element = new Element()
  loudspeaker.attach(element)()
  loudspeaker.attach(new EventTarget())
  await vi.waitFor(() => expect(loudspeaker.get().choices).toHaveLength(2))
  loudspeaker.choose('headset')
  expect(element.sinkId).toBe('')
})

test('a browser that chooses itself offers nothing', async () => {
  vi.stubGlobal('HTMLMediaElement', class {})
  const loudspeaker = new Loudspeaker()
  loudspeaker.subscribe(() => undefined)
  expect(loudspeaker.get().choices).toEqual([])
})
