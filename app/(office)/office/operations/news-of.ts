import type { Operations, WatchedLesson } from '@/protocol/operations'

export type News =
  | { what: 'nodeLost' | 'nodeBack'; name: string }
  | { what: 'roomGone' | 'roomBack'; name: string; group: string }

type Town = { connected: number; name: string; group: string }

/** Announcements for screen readers: nodes and classrooms that disappeared or came back. */
export function newsOf(before: Operations, now: Operations): News[] {
  const states = new Map(before.nodes.map((node) => [node.nodeId, node.state]))
  const nodes = now.nodes.flatMap(({ nodeId, state }): News[] => {
    const was = states.get(nodeId)
    if (state === 'lost' && was !== undefined && was !== 'lost') return [{ what: 'nodeLost', name: nodeId }]
    return was === 'lost' && state !== 'lost' ? [{ what: 'nodeBack', name: nodeId }] : []
  })
  return [...nodes, ...newsOfRooms(before.lessons, now.lessons)]
}

function newsOfRooms(before: readonly WatchedLesson[], now: readonly WatchedLesson[]): News[] {
  const towns = townsOf(now)
  const goingOn = new Set(now.filter(({ phase }) => phase !== 'ended').map(({ lessonId }) => lessonId))
  // Once a lesson has ended, nobody misses a classroom.
  const known = townsOf(before.filter(({ lessonId }) => goingOn.has(lessonId)))
  return [...known].flatMap(([key, { connected: were, name, group }]): News[] => {
    const are = towns.get(key)?.connected ?? 0
    if (are < were) return [{ what: 'roomGone', name, group }]
    return were === 0 && are > 0 ? [{ what: 'roomBack', name, group }] : []
  })
}

/** How many classrooms of each town are connected: two in one town have no other name. */
function townsOf(lessons: readonly WatchedLesson[]): Map<string, Town> {
  const towns = new Map<string, Town>()
  for (const { lessonId, groupName, classrooms } of lessons) {
    for (const { town, isConnected } of classrooms) {
      const key = `${lessonId} ${town}`
      const known = towns.get(key)?.connected ?? 0
      towns.set(key, { connected: known + (isConnected ? 1 : 0), name: town, group: groupName })
    }
  }
  return towns
}
