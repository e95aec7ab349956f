import { ensureSystemPackages } from './system-packages.mjs'

/** What the tests run beside Chromium: a TURN server with a certificate, a network with a
 * firewall, and what makes sounds and films. */
const TEST_PACKAGES = ['coturn', 'ffmpeg', 'espeak-ng', 'iproute2', 'openssl']

export async function ensureTestPackages() {
  await ensureSystemPackages(TEST_PACKAGES, 'for the tests')
}
