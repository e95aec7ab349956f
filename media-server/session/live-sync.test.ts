import fc from 'fast-check'
import { expect, test } from 'vitest'

import { reduce } from '@/domain/live-lesson/reduce'
import { PERMISSIONS_BY_ROLE, type LessonRole } from '@/domain/live-lesson/roles'
import { NEW_LIVE_STATE, type LiveState } from '@/domain/live-lesson/state'
import type { LiveView } from '@/domain/live-lesson/view'
import { viewFor, type Viewer } from '@/domain/live-lesson/view-for'
import { liveState } from '@/protocol/live-state'
import { liveView } from '@/protocol/live-view'
import { LIVE_EVENT, MEMBERS } from '@/tests/factories/live-events'

import { LiveSync, type Watcher } from './live-sync'

/** A page: it knows only what it received. */
class Page {
  readonly viewer: Viewer
  view: LiveView | undefined
  seq = -1

  constructor(viewer: Viewer) {
    this.viewer = viewer
  }

  get watcher(): Watcher {
    return {
      viewer: this.viewer,
      send: ({ seq, changes }) => {
        expect(seq).toBeGreaterThan(this.seq)
        this.seq = seq
        if (this.view) this.view = { ...this.view, ...changes }
      },
    }
  }

  join(live: LiveSync<Page>, state: LiveState): void {
    this.view = live.begin(this, state)
    this.seq = state.seq
  }
}

const ROLES: LessonRole[] = ['communicator', 'participant', 'host', 'interpreter', 'classroom', 'guest']
const STEP = fc.oneof(
  { weight: 6, arbitrary: LIVE_EVENT.map((event) => ({ kind: 'event' as const, event })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((page) => ({ kind: 'join' as const, page })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((page) => ({ kind: 'drop' as const, page })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
)
const newSync = () => new LiveSync<Page>((page) => page.watcher)
const newPage = (role: LessonRole, index: number) =>
  new Page({
    memberId: MEMBERS[index] ?? '',
    role,
    permissions: PERMISSIONS_BY_ROLE[role],
    language: index % 2 === 0 ? 'ps' : null,
  })

test('in any order of joins, losses, restarts and events, everybody sees the same as the others', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 120 }), (steps) => {
      let state = NEW_LIVE_STATE
      let live = newSync()
      const pages = ROLES.map(newPage)
      const drop = (page: Page) => {
        live.remove(page)
        page.view = undefined
      }
      for (const step of steps) {
        const page = 'page' in step ? pages[step.page] : undefined
        if (step.kind === 'event') {
          state = reduce(state, step.event)
          live.update(state)
        }
        if (step.kind === 'join') page?.join(live, state)
        if (step.kind === 'drop' && page) drop(page)
        if (step.kind === 'restart') {
          // Only the journal's contents survive.
          state = liveState.parse(JSON.parse(JSON.stringify(state)))
          pages.forEach(drop)
          live = newSync()
        }
        for (const { viewer, view } of pages) {
          if (!view) continue
          expect(view).toEqual(viewFor(state, viewer))
        }
      }
      const shown = pages.flatMap(({ view }) => view ?? [])
      expect(shown.every((view) => liveView.safeParse(view).success)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
