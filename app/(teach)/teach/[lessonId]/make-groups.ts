import type { PeerState } from '@/protocol/server-messages'

type Member = Pick<PeerState, 'memberId' | 'role' | 'town'>

/** Pairs of people at home, the last one joining the previous pair if alone; each classroom is a separate group. */
export function groupInPairs(members: readonly Member[]): string[][] {
  const homes = members.filter((member) => member.role !== 'classroom').map((member) => member.memberId)
  const pairs: string[][] = []
  for (let at = 0; at < homes.length; at += 2) pairs.push(homes.slice(at, at + 2))
  const last = pairs.at(-1)
  if (pairs.length > 1 && last?.length === 1) {
    pairs.pop()
    pairs.at(-1)?.push(...last)
  }
  return [...pairs, ...members.filter((member) => member.role === 'classroom').map((member) => [member.memberId])]
}

/** The classrooms of each town together, and those at home together. */
export function groupByTown(members: readonly Member[]): string[][] {
  return [...Map.groupBy(members, (member) => member.town).values()].map((group) =>
    group.map(({ memberId }) => memberId),
  )
}
