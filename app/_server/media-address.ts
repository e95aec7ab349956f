import { webEnv } from './env'

type NodeAddress = { nodeId: string; mediaUrl: string | null; linkUrl: string | null }

const HOST_MAX = 255
const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/**
 * The name by which this browser sees the app. The framework's own address of a request names this machine instead.
 * Behind https it is ours, whatever the request says; without it a machine is reached by any of its addresses, and what
 * is no name or address is not repeated to anybody.
 */
export function hostnameOf(headers: Headers): string {
  const ours = new URL(webEnv().PUBLIC_URL)
  const said = headers.get('host') ?? ''
  if (ours.protocol === 'https:' || said.length > HOST_MAX || !HOST.test(said)) return ours.hostname
  return URL.canParse(`http://${said}`) ? new URL(`http://${said}`).hostname : ours.hostname
}

/** Where a browser that sees the app at `hostname` reaches the media server. */
export function mediaUrlFor(hostname: string): string {
  const { MEDIA_PUBLIC_URL, MEDIA_PORT } = webEnv()
  return MEDIA_PUBLIC_URL ?? `http://${hostname}:${MEDIA_PORT}`
}

/** The same as origins for a content security policy, for the socket and for what precedes it. */
export function mediaOrigins(hostname: string): string[] {
  const nodes = [...webEnv().MEDIA_NODES.values()].map(({ mediaUrl }) => mediaUrl)
  return [...new Set([mediaUrlFor(hostname), ...nodes].flatMap(originsOf))]
}

/** For the socket and for what precedes it. */
function originsOf(url: string): string[] {
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  return isSecure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`]
}

/**
 * Whether a media node may be reached at the addresses that it says: those that the app was told of it. One that says
 * none is reached at the address of the page.
 */
export function isKnownAddress({ nodeId, mediaUrl, linkUrl }: NodeAddress): boolean {
  const { MEDIA_NODES, MEDIA_PUBLIC_URL } = webEnv()
  const known = MEDIA_NODES.get(nodeId)
  const isKnownMedia = mediaUrl === null || mediaUrl === known?.mediaUrl || mediaUrl === MEDIA_PUBLIC_URL
  return isKnownMedia && (linkUrl === null || linkUrl === known?.linkUrl)
}
