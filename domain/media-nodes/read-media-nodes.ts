/** A media node's address for browsers, and for other nodes if it takes their receivers. */
export type MediaNodeAddress = { mediaUrl: string; linkUrl: string | null }

const ENTRY = /^([\x21-\x7E]{1,64}?)=((?:wss?|https?):\/\/[^\s,]+)(?:,((?:wss?|https?):\/\/[^\s,]+))?$/

/**
 * The media nodes of a setting: `id=address` or `id=address,link address`, space-separated.
 * @throws an Error that shows the invalid entry.
 */
export function readMediaNodes(text: string): ReadonlyMap<string, MediaNodeAddress> {
  const entries = text.split(/\s+/u).filter((entry) => entry !== '')
  return new Map(
    entries.map((entry) => {
      const [, nodeId, mediaUrl, linkUrl = null] = ENTRY.exec(entry) ?? []
      if (nodeId === undefined || mediaUrl === undefined || !URL.canParse(mediaUrl)) {
        throw new Error(`"${entry}" is not of the form id=wss://address or id=wss://address,http://link-address`)
      }
      return [nodeId, { mediaUrl: mediaUrl.replace(/\/+$/u, ''), linkUrl: linkUrl?.replace(/\/+$/u, '') ?? null }]
    }),
  )
}
