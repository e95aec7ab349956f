// Prints the settings of a media node on another machine: npm run node-secrets -- north
import { nodeLinkSecretOf, nodeSecretOf } from '../services/media-nodes/node-secret.ts'
import { Problem, reportProblem } from './problem.mjs'
import { openDataDir } from './supervisor/installation.ts'
import { readSecrets } from './supervisor/secrets.ts'
import { readSettings } from './supervisor/settings.ts'

const NODE_ID = /^[\x21-\x7E]{1,64}$/

try {
  const [nodeId = ''] = process.argv.slice(2)
  if (!NODE_ID.test(nodeId) || nodeId.includes('=')) {
    throw new Problem('A media node needs a name.', 'For example: npm run node-secrets -- north')
  }
  const { MEDIA_SHARED_SECRET, TICKET_PUBLIC_KEY } = readSecrets(
    openDataDir(readSettings(process.env).dataDir),
    process.env,
  )
  console.log(`NODE_ID=${nodeId}`)
  console.log(`NODE_SECRET=${nodeSecretOf(MEDIA_SHARED_SECRET, nodeId)}`)
  console.log(`NODE_LINK_SECRET=${nodeLinkSecretOf(MEDIA_SHARED_SECRET)}`)
  console.log(`TICKET_PUBLIC_KEY=${TICKET_PUBLIC_KEY}`)
} catch (error) {
  reportProblem(error)
}
