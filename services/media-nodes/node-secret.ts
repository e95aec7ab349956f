import { createHmac } from 'node:crypto'

/**
 * The secret of one media node, by which the app knows its reports and facts. It follows from the app's own and is of
 * no use for posing as another node.
 */
export function nodeSecretOf(sharedSecret: string, nodeId: string): string {
  return createHmac('sha256', sharedSecret).update(`node ${nodeId}`).digest('base64url')
}

/** The secret that media nodes of one installation share, for what they ask of each other. */
export function nodeLinkSecretOf(sharedSecret: string): string {
  return createHmac('sha256', sharedSecret).update('node link').digest('base64url')
}
