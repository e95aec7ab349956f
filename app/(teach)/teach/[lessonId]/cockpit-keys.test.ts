import { describe, expect, test } from 'vitest'

import { commandOf } from './cockpit-keys'

const PLAIN = { key: '', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }
const ANYWHERE = { isField: false, isButton: false, isRtl: false, areLettersOn: true, digits: '' }
const press = (code: string, given = {}, where = {}) =>
  commandOf({ ...PLAIN, code, ...given }, { ...ANYWHERE, ...where })

describe('the keys of the cockpit', () => {
  test('turn pages, and arrows follow the direction of the text', () => {
    expect(press('PageDown')).toEqual({ kind: 'turn', by: 1 })
    expect(press('ArrowLeft')).toEqual({ kind: 'turn', by: -1 })
    expect(press('ArrowLeft', {}, { isRtl: true })).toEqual({ kind: 'turn', by: 1 })
  })

  test('are places on the keyboard: an Arabic layout has the same ones', () => {
    expect(press('KeyB', { key: 'لا' })).toEqual({ kind: 'black' })
  })

  test('are not taken from a text field, nor with Ctrl, Alt or Meta', () => {
    expect(press('KeyM', {}, { isField: true })).toBeNull()
    expect(press('PageDown', {}, { isField: true })).toBeNull()
    for (const held of ['altKey', 'ctrlKey', 'metaKey']) expect(press('KeyM', { [held]: true })).toBeNull()
  })

  test('Space presses a button that has the focus, and turns the page otherwise', () => {
    expect(press('Space', {}, { isButton: true })).toBeNull()
    expect(press('Space')).toEqual({ kind: 'turn', by: 1 })
  })

  test('digits and Enter go to a page; Enter alone presses what has the focus', () => {
    expect(press('Enter', {}, { digits: '12' })).toEqual({ kind: 'page', slideNumber: 12 })
    expect(press('Enter')).toBeNull()
  })

  test('Shift and a digit opens a panel', () => {
    expect(press('Digit2', { shiftKey: true })).toEqual({ kind: 'panel', at: 1 })
    expect(press('Digit7', { shiftKey: true })).toBeNull()
  })

  test('single letters can be switched off, and a remote still turns pages', () => {
    const off = { areLettersOn: false }
    for (const code of ['KeyM', 'KeyG', 'Space', 'KeyX']) expect(press(code, {}, off)).toBeNull()
    expect(press('Digit2', { shiftKey: true }, off)).toBeNull()
    expect(press('PageDown', {}, off)).toEqual({ kind: 'turn', by: 1 })
    expect(press('Escape', {}, off)).toEqual({ kind: 'lay-down' })
  })
})
