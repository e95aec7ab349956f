import type { TurnSettings } from './settings.ts'

export type TurnFiles = { folder: string; certificate: string; key: string }

type TurnPlan = {
  turn: TurnSettings
  secret: string
  /** The only addresses that anything may be sent on to. */
  peers: readonly string[]
  files: TurnFiles
}

/** The address of the TURN server, as browsers are given it. */
export function turnUrl({ host, port }: TurnSettings): string {
  return `turns:${host.includes(':') ? `[${host}]` : host}:${port}?transport=tcp`
}

/** Lines of one browser at once: two, and as many again while it comes back. */
const LINES_A_USER = 8
/** Bytes a second of one line: 8 Mbit/s, more than a classroom needs. */
const MAX_BYTES_A_SECOND = 1_000_000

/**
 * The settings of coturn. Everything is denied as a peer, in IPv4, IPv6 and IPv4 within IPv6, but the media server: with
 * coturn an allowed address wins over a denied range. Private and loopback addresses need no list of their own.
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
    // TLS over TCP alone: whoever gets UDP or plain TCP through reaches the media server without us.
    ...['no-udp', 'no-tcp', 'no-dtls', 'no-tlsv1', 'no-tlsv1_1'],
    // The media server hears UDP from us; a TCP relay would be a way to web servers.
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
