import { expect, it } from 'vitest'

import { slideText } from './slide-text'

const piece = (str: string, hasEOL = false) => ({ str, hasEOL, dir: 'ltr', transform: [1, 0, 0, 1, 0, 0] })
/** A piece of a right-to-left line, `left` points from the edge. */
const from = (left: number, str: string) => ({ str, hasEOL: false, dir: 'rtl', transform: [1, 0, 0, 1, left, 0] })

it('the text of a slide keeps its lines and loses redundant space', () => {
  const pieces = [piece('Att  hyra'), piece(' '), piece('bostad', true), piece('', true), piece('Välkommen', true)]
  expect(slideText(pieces)).toBe('Att hyra bostad\nVälkommen')
})

it('the text of a slide leaves out marks that carry no text', () => {
  expect(slideText([{ type: 'beginMarkedContent' }, piece('Hej')])).toBe('Hej')
})

it('the text of a slide of images is empty', () => {
  expect(slideText([])).toBe('')
})

it('a right-to-left line that the document stores in visual order is reversed, and its shapes become letters', () => {
  const shapes = ['ﻦ', 'ﻜ', 'ﺴ', 'ﻟ', 'ر ا', 'ﺎ', 'ﺠ', 'ﺌ', 'ﺘ', 'ﺳ', 'ا']
  expect(slideText(shapes.map((shape, at) => from(at * 10, shape)))).toBe('استئجار السكن')
})

it('a right-to-left line stored in reading order is unchanged', () => {
  expect(slideText([from(90, 'استئجار'), from(50, ' السكن')])).toBe('استئجار السكن')
})

it('a left-to-right word inside such a line keeps its letters and its place', () => {
  const word = { ...piece('Umeå'), transform: [1, 0, 0, 1, 50, 0] }
  expect(slideText([from(10, ' في'), word, from(90, 'السكن ')])).toBe('السكن Umeå في')
})
