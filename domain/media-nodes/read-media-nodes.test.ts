import { expect, test } from 'vitest'

import { readMediaNodes } from './read-media-nodes'

test('nodes are read with the address of their links, if they have one', () => {
  expect([...readMediaNodes(' a=wss://a.example/  north:3001=ws://10.0.0.2:3001,http://10.0.0.2:3001 ')]).toEqual([
    ['a', { mediaUrl: 'wss://a.example', linkUrl: null }],
    ['north:3001', { mediaUrl: 'ws://10.0.0.2:3001', linkUrl: 'http://10.0.0.2:3001' }],
  ])
})

test('an installation without separate nodes has none', () => {
  expect(readMediaNodes('').size).toBe(0)
})

test.each(['wss://a.example', 'a=', 'a=a.example', 'a=javascript:alert(1)', '=wss://a.example', 'a=wss://a.example,b'])(
  '%s is no node',
  (text) => {
    expect(() => readMediaNodes(text)).toThrow(text)
  },
)
