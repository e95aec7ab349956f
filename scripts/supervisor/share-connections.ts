/** How many database connections each process of a start may have. */
export type SharedConnections = { web: number; jobs: number; queue: number }

const LISTENING = 1
const SMALL = 8
const MIDDLE = 16

/** Divides the available connections among the processes; the remainder is the web app's. */
export function shareConnections(all: number): SharedConnections {
  const queue = all < MIDDLE ? 2 : 4
  const jobs = all < SMALL ? 1 : all < MIDDLE ? 2 : 4
  return { web: all - LISTENING - queue - jobs, jobs, queue }
}
