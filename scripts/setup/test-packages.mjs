import { ensureSystemPackages } from './system-packages.mjs'

/**
 * Packages for the tests besides the browsers: a TURN server with a certificate, a network with a firewall, generators of
 * audio and video, Debian's Postgres, and a checker of systemd units.
 */
const TEST_PACKAGES = ['coturn', 'ffmpeg', 'espeak-ng', 'iproute2', 'openssl', 'postgresql-15', 'systemd']

export async function ensureTestPackages() {
  await ensureSystemPackages(TEST_PACKAGES, 'for the tests')
}
