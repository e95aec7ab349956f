import type { Peer } from '../rooms/peer'
import type { Room } from '../rooms/room'

/** Who sends a message, and where. */
export type Context = { room: Room; peer: Peer }
