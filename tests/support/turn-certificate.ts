import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A self-signed certificate for a TURN server. */
export function makeTurnCertificate(host: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-certificate-'))
  const [certificateFile, keyFile] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile]
  execFileSync('openssl', ['req', '-x509', ...key, '-out', certificateFile, '-days', '2', '-subj', `/CN=${host}`], {
    stdio: 'ignore',
  })
  const { publicKey } = new X509Certificate(readFileSync(certificateFile))
  const hash = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
  return {
    certificateFile,
    keyFile,
    /** Makes Chromium trust this key and no other unknown one. */
    trustArgument: `--ignore-certificate-errors-spki-list=${hash}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
