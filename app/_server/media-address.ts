import { webEnv } from './env'

type NodeAddress = { nodeId: string; mediaUrl: string | null; linkUrl: string | null }

const HOST_MAX = 255
const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/**
 * The host name by which this browser reaches the app. The framework's own address of a request names this machine
 * instead. With https it is ours, whatever the request says; otherwise any address of the machine is accepted, and a
 * malformed name is never repeated.
 */
export function hostnameOf(headers: Headers): string {
  const ours = new URL(webEnv().PUBLIC_URL)
  const said = headers.get('host') ?? ''
  if (ours.protocol === 'https:' || said.length > HOST_MAX || !HOST.test(said)) return ours.hostname
  return URL.canParse(`http://${said}`) ? new URL(`http://${said}`).hostname : ours.hostname
}

/** The media server's address for a browser that reaches the app at `hostname`. */
export function mediaUrlFor(hostname: string): string {
  const { MEDIA_PUBLIC_URL, MEDIA_PORT } = webEnv()
  return MEDIA_PUBLIC_URL ?? `http://${hostname}:${MEDIA_PORT}`
}

/** The same as origins for a content security policy, for the socket and the preceding HTTP request. */
export function mediaOrigins(hostname: string): string[] {
  const nodes = [...webEnv().MEDIA_NODES.values()].map(({ mediaUrl }) => mediaUrl)
  return [...new Set([mediaUrlFor(hostname), ...nodes].flatMap(originsOf))]
}

/** For the socket and the preceding HTTP request. */
function originsOf(url: string): string[] {
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  return isSecure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`]
}

/**
 * Whether a media node may be reached at its reported addresses: only those configured in the app. A node without one
 * is reached at the page's address.
 */
export function isKnownAddress({ nodeId, mediaUrl, linkUrl }: NodeAddress): boolean {
  const { MEDIA_NODES, MEDIA_PUBLIC_URL } = webEnv()
  const known = MEDIA_NODES.get(nodeId)
  const isKnownMedia = mediaUrl === null || mediaUrl === known?.mediaUrl || mediaUrl === MEDIA_PUBLIC_URL
  return isKnownMedia && (linkUrl === null || linkUrl === known?.linkUrl)
}
