import { createHmac } from 'node:crypto'

/**
 * The secret of one media node, by which the app authenticates its reports and media events. It is derived from the
 * app's own and cannot be used to impersonate another node.
 */
export function nodeSecretOf(sharedSecret: string, nodeId: string): string {
  return createHmac('sha256', sharedSecret).update(`node ${nodeId}`).digest('base64url')
}

/** The secret that all media nodes of an installation share, for requests to each other. */
export function nodeLinkSecretOf(sharedSecret: string): string {
  return createHmac('sha256', sharedSecret).update('node link').digest('base64url')
}
