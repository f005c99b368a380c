import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmod, mkdir, readFile, rename } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const VALID_DAYS = 397
const RENEW_BEFORE_MS = 30 * 24 * 3_600_000

/** What this machine may be called: localhost, its name and its addresses. */
export function ownNames(): { dns: string[]; addresses: string[] } {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .map(({ address }) => address.replace(/%.*$/, ''))
    .filter((address) => !address.startsWith('fe80:'))
  return {
    dns: [...new Set(['localhost', hostname()])].sort(),
    addresses: [...new Set(['127.0.0.1', ...addresses])].sort(),
  }
}

/**
 * Makes `key.pem` (mode 600) and `cert.pem`, self-signed, P-256, for `--host`. What is there stays while it names this
 * machine and has a month to go: a browser that was told to trust it need not be told again.
 */
export async function makeCertificate(folder: string): Promise<void> {
  const names = ownNames()
  await mkdir(folder, { recursive: true })
  const key = join(folder, 'key.pem')
  const cert = join(folder, 'cert.pem')
  if (await stillGood(key, cert, names)) return
  const all = [...names.dns.map((it) => `DNS:${it}`), ...names.addresses.map((it) => `IP:${it}`)]
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', `${key}.new`, '-out', `${cert}.new`, '-days', `${VALID_DAYS}`],
    ...['-subj', '/CN=Loket demo', '-addext', `subjectAltName=${all.join(',')}`],
    ...['-addext', 'extendedKeyUsage=serverAuth'],
  ])
  await chmod(`${key}.new`, 0o600)
  await rename(`${key}.new`, key)
  await rename(`${cert}.new`, cert)
}

async function stillGood(
  keyFile: string,
  certFile: string,
  names: { dns: string[]; addresses: string[] },
): Promise<boolean> {
  try {
    await readFile(keyFile)
    const cert = new X509Certificate(await readFile(certFile))
    const named =
      names.dns.every((name) => cert.checkHost(name) !== undefined) &&
      names.addresses.every((address) => cert.checkIP(address) !== undefined)
    return named && cert.validToDate.getTime() - Date.now() > RENEW_BEFORE_MS
  } catch {
    return false // missing or damaged: a new one is made
  }
}
