import type { TurnSettings } from './settings.ts'

export type TurnFiles = { folder: string; certificate: string; key: string }

type TurnPlan = {
  turn: TurnSettings
  secret: string
  /** The only addresses that TURN may relay to. */
  peers: readonly string[]
  files: TurnFiles
}

/** The TURN server's address for browsers. */
export function turnUrl({ host, port }: TurnSettings): string {
  return `turns:${host.includes(':') ? `[${host}]` : host}:${port}?transport=tcp`
}

/** Simultaneous allocations of one browser: two, and as many again while it reconnects. */
const LINES_A_USER = 8
/** Bytes per second of one allocation: 8 Mbit/s, more than a classroom needs. */
const MAX_BYTES_A_SECOND = 1_000_000

/**
 * The settings of coturn. Every peer is denied, in IPv4, IPv6 and IPv4-mapped IPv6, except the media server: in coturn
 * an allowed address takes precedence over a denied range. So private and loopback addresses need no separate list.
 */
export function turnConfig({ turn, secret, peers, files }: TurnPlan): string {
  const lines = [
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    `realm=${turn.host}`,
    'fingerprint',
    'stale-nonce=600',
    `tls-listening-port=${turn.port}`,
    ...(turn.listenAddress ? [`listening-ip=${turn.listenAddress}`, `relay-ip=${turn.listenAddress}`] : []),
    `cert=${files.certificate}`,
    `pkey=${files.key}`,
    // TLS over TCP only: clients that can use UDP or plain TCP reach the media server directly.
    ...['no-udp', 'no-tcp', 'no-dtls', 'no-tlsv1', 'no-tlsv1_1'],
    // TURN reaches the media server by UDP; a TCP relay would also reach web servers.
    'no-tcp-relay',
    'no-multicast-peers',
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    ...peers.map((address) => `allowed-peer-ip=${address}`),
    `user-quota=${LINES_A_USER}`,
    `total-quota=${turn.allocations}`,
    `max-bps=${MAX_BYTES_A_SECOND}`,
    `min-port=${turn.relayPort}`,
    `max-port=${turn.relayPort + 2 * turn.allocations - 1}`,
    ...['no-cli', 'no-software-attribute', 'no-rfc5780', 'no-dynamic-ip-list', 'no-dynamic-realms', 'no-auth-pings'],
    `userdb=${files.folder}/turndb`,
    `pidfile=${files.folder}/turnserver.pid`,
    ...['log-file=stdout', 'simple-log'],
  ]
  return `${lines.join('\n')}\n`
}
