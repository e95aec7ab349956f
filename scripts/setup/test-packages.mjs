import { ensureSystemPackages } from './system-packages.mjs'

/** What the tests run beside Chromium: a TURN server with a certificate, a network with a
 * firewall, what makes sounds and films, the Postgres that towns have, and what reads a unit of systemd. */
const TEST_PACKAGES = ['coturn', 'ffmpeg', 'espeak-ng', 'iproute2', 'openssl', 'postgresql-15', 'systemd']

export async function ensureTestPackages() {
  await ensureSystemPackages(TEST_PACKAGES, 'for the tests')
}
