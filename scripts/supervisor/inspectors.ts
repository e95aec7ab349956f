import { Problem } from '../problem.mjs'
import { isPortFree } from './ports.ts'

/** Where the inspector of each process listens while it is developed. */
export type Inspectors = Readonly<Record<'web' | 'media-server' | 'jobs', number>>

const FIRST_PORT = 9230
const LAST_PORT = 9299

/**
 * Free ports for the inspectors, the usual ones if nothing listens on them. A process whose port is taken runs without an
 * inspector, so with two checkouts in development the addresses that the second one prints would lead to the first.
 */
export async function findInspectors(): Promise<Inspectors> {
  const ports: number[] = []
  for (let port = FIRST_PORT; port <= LAST_PORT; port += 1) {
    if (await isPortFree(port)) ports.push(port)
    const [web, mediaServer, jobs] = ports
    if (web !== undefined && mediaServer !== undefined && jobs !== undefined)
      return { web, 'media-server': mediaServer, jobs }
  }
  throw new Problem(
    `No ports are free for inspectors from ${FIRST_PORT} to ${LAST_PORT}.`,
    'Stop what listens on them; other checkouts in development do.',
  )
}
