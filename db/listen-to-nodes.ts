import { getListener } from './client'
import { MEDIA_NODES_CHANNEL } from './queries/media-nodes'

/**
 * Calls back with the id of each media node that appears, disappears or starts or stops taking lessons, in whichever
 * process that was noticed.
 */
export async function listenToNodes(onNews: (nodeId: string) => void): Promise<{ stop: () => Promise<void> }> {
  const { unlisten } = await getListener().listen(MEDIA_NODES_CHANNEL, onNews)
  return { stop: unlisten }
}
