import { describe, expect, test } from 'vitest'

import { chooseBranch, parentOf, type BranchLoad, type WorkerLoad } from './choose-branch'

const limits = { packetsPerSecond: 1_000, receiversPerRouter: 10 }
const worker = (packetsPerSecond: number, isDraining = false): WorkerLoad => ({ packetsPerSecond, isDraining })
const branch = (receivers: number, packetsPerSecond: number, isDraining = false): BranchLoad => ({
  receivers,
  worker: worker(packetsPerSecond, isDraining),
})
const choose = (branches: BranchLoad[], others: WorkerLoad[] = []) =>
  chooseBranch({ branches, others, expected: 50, limits })

describe('the branch of a new receiver', () => {
  test.each([
    ['home while it has room', [branch(9, 950)], [worker(0)], { kind: 'branch', index: 0, isFull: false }],
    ['a new router when home has enough receivers', [branch(10, 100)], [worker(0)], { kind: 'new' }],
    ['a new router when the worker has no packets left', [branch(1, 951)], [worker(0)], { kind: 'new' }],
    ['the router that it has already, before a new one', [branch(10, 950), branch(3, 300)], [worker(0)], 1],
    ['home again when somebody left', [branch(9, 900), branch(10, 500)], [worker(0)], 0],
    ['no worker that is full itself', [branch(10, 900), branch(10, 600)], [worker(960)], 'full 1'],
    ['no worker that is being emptied', [branch(10, 900)], [worker(0, true)], 'full 0'],
    ['another worker when home is being emptied', [branch(1, 10, true)], [worker(0)], { kind: 'new' }],
    ['home that is being emptied when there is no other', [branch(1, 10, true)], [], 'full 0'],
  ] as const)('%s', (_, branches, others, wanted) => {
    const full = typeof wanted === 'string' ? Number(wanted.split(' ')[1]) : undefined
    const index = full ?? (typeof wanted === 'number' ? wanted : undefined)
    const expected = index === undefined ? wanted : { kind: 'branch', index, isFull: full !== undefined }
    expect(choose([...branches], [...others])).toEqual(expected)
  })
})

test('routers form a tree: none feeds more than four others', () => {
  const children = new Map<number, number>()
  for (let index = 1; index < 100; index += 1) {
    const parent = parentOf(index)
    expect(parent).toBeLessThan(index)
    children.set(parent, (children.get(parent) ?? 0) + 1)
  }
  expect(Math.max(...children.values())).toBe(4)
})
