import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { addYears } from '../rules/statutory-time'
import { entitlementOf, type HeldPermit } from './entitlement'
import { PERMIT_GROUNDS, type PermitGround } from './vocabulary'

const held = (ground: PermitGround, fromOn = '2024-01-15', untilOn: string | null = null): HeldPermit => ({
  ...{ ground, fromOn, untilOn },
})
const adult = { bornOn: '1990-03-02', firstRegisteredOn: '2025-02-10' }
const on = (permits: HeldPermit[], date: string, facts: Partial<typeof adult> = {}) =>
  entitlementOf({ permits, ...adult, ...facts }, date)
const codes = ({ reasons }: ReturnType<typeof on>) => reasons.map(({ code }) => code)

describe('target group and funding follow from the permit', () => {
  test.each<[PermitGround, string, string]>([
    ['refugee', 'establishment', 'standard_grant'],
    ['family_of_protected', 'extended', 'standard_grant'],
    ['family_tie', 'extended', 'none'],
    ['residence_card', 'extended', 'none'],
    ['eea_citizen', 'none', 'none'],
    ['other', 'unknown', 'unknown'],
  ])('%s', (ground, targetGroup, funding) => {
    expect(on([held(ground)], '2026-11-28')).toMatchObject({ targetGroup, funding })
  })

  test('a funding that was recorded by hand counts where the ground does not say it, and nowhere else', () => {
    const recordedFunding = 'none' as const
    const funding = (ground: PermitGround) => on([{ ...held(ground), recordedFunding }], '2026-11-28').funding
    expect([funding('establishment_unspecified'), funding('refugee')]).toEqual(['none', 'standard_grant'])
  })

  test('temporary protection counts from the day on which it did, whenever it began', () => {
    const permit = held('temporary_protection', '2022-04-01')
    expect(on([permit], '2024-06-17')).toMatchObject({ targetGroup: 'unknown' })
    expect(codes(on([permit], '2024-06-17'))).toEqual(['no-rule'])
    expect(on([permit], '2024-06-18')).toMatchObject({ targetGroup: 'establishment', funding: 'standard_grant' })
  })

  test('a permit counts on its first and its last day, and on no other', () => {
    const permit = held('refugee', '2026-01-10', '2026-05-31')
    const groups = ['2026-01-09', '2026-01-10', '2026-05-31', '2026-06-01'].map((day) => on([permit], day).targetGroup)
    expect(groups).toEqual(['unknown', 'establishment', 'establishment', 'unknown'])
    expect(codes(on([permit], '2026-06-01'))).toEqual(['no-permit'])
  })

  test('of several permits the one that gives the most counts, in whatever order they are listed', () => {
    const permits = [held('other'), held('family_tie'), held('refugee')]
    for (const list of [permits, permits.toReversed()]) {
      expect(on(list, '2026-11-28')).toMatchObject({ targetGroup: 'establishment', funding: 'standard_grant' })
    }
  })
})

describe('age', () => {
  test.each([
    ['the day before eighteen', '2007-11-29', '2025-11-28', 'none', 'too-young'],
    ['eighteen', '2007-11-28', '2025-11-28', 'establishment', 'permit'],
    ['eighteen on a day that this year does not have', '2008-02-29', '2026-02-28', 'establishment', 'permit'],
    ['sixty-five before 2023', '1957-06-01', '2022-12-31', 'none', 'over-age'],
    ['sixty-five after it', '1957-06-01', '2023-01-01', 'establishment', 'permit'],
    ['sixty-six before 2026', '1959-06-01', '2025-12-31', 'none', 'over-age'],
    ['sixty-six after it', '1959-06-01', '2026-01-01', 'establishment', 'permit'],
    ['the age limit itself', '1959-11-28', '2026-11-28', 'none', 'over-age'],
    ['the day before it', '1959-11-29', '2026-11-28', 'establishment', 'permit'],
  ])('%s', (_, bornOn, date, targetGroup, first) => {
    const found = on([held('refugee', '2020-01-01')], date, { bornOn })
    expect([found.targetGroup, codes(found)[0]]).toEqual([targetGroup, first])
  })

  test('funding follows the permit also for those who are too old', () => {
    expect(on([held('refugee')], '2026-11-28', { bornOn: '1950-01-01' })).toMatchObject({ funding: 'standard_grant' })
  })

  test('an unknown date of birth is said and decides nothing', () => {
    const found = entitlementOf({ permits: [held('refugee')], bornOn: null, firstRegisteredOn: null }, '2026-11-28')
    expect([found.targetGroup, codes(found)]).toEqual(['establishment', ['permit', 'birth-unknown']])
  })
})

describe('the time in which it must be offered', () => {
  test.each([
    ['2023-11-28', '2026-11-28', false],
    ['2023-11-27', '2026-11-27', true],
    // The month in which it ends has no 29th.
    ['2024-02-29', '2027-02-28', false],
  ])('registered on %s: until %s', (firstRegisteredOn, offeredUntilOn, isOver) => {
    const found = on([held('refugee')], '2026-11-28', { firstRegisteredOn })
    expect([found.offeredUntilOn, codes(found).includes('time-over')]).toEqual([offeredUntilOn, isOver])
  })

  test('it is unknown without a registration', () => {
    expect(
      entitlementOf({ permits: [], bornOn: null, firstRegisteredOn: null }, '2026-11-28').offeredUntilOn,
    ).toBeNull()
  })
})

test('whatever is known, a result has a reason, and a ground without a rule is never guessed', () => {
  const day = fc
    .date({ min: new Date('2013-05-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const permit = fc.record({ ground: fc.constantFrom(...PERMIT_GROUNDS), fromOn: day, untilOn: fc.option(day) })
  fc.assert(
    fc.property(fc.array(permit), fc.option(day), fc.option(day), day, (permits, bornOn, firstRegisteredOn, date) => {
      const found = entitlementOf({ permits, bornOn, firstRegisteredOn }, date)
      expect(found.reasons.length).toBeGreaterThan(0)
      const isKnown = permits.some(({ ground, fromOn }) => ground !== 'other' && fromOn <= date)
      if (!isKnown) expect(found.targetGroup).toBe('unknown')
    }),
  )
})

test('years are counted to the same day, or to the last day of a month without it', () => {
  expect([addYears('2024-02-29', 3), addYears('2024-02-29', 4), addYears('2023-12-31', 1)]).toEqual([
    '2027-02-28',
    '2028-02-29',
    '2024-12-31',
  ])
})
