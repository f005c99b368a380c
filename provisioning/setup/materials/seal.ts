import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const CONFIG = `
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[box]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[holder]
basicConstraints = critical, CA:false
keyUsage = critical, keyAgreement
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`
const DAYS = 3650

/** PEM files of one key and its certificate. */
export interface KeyFiles {
  readonly key: string
  readonly certificate: string
}

/**
 * Makes the test authority for seals (`root.pem`) and the test key holder for handwriting (`holder.pem`) in `folder`.
 * What is there stays: seals that it issued go on being good.
 */
export async function makeSealAuthority(folder: string): Promise<void> {
  if (existsSync(join(folder, 'holder.pem'))) return
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'openssl.cnf'), CONFIG)
  await issue(folder, join(folder, 'root'), 'root', '/C=BE/O=TEST/CN=Loket seal CA TEST')
  await issue(folder, join(folder, 'holder'), 'holder', '/C=BE/O=TEST/CN=Key holder TEST')
}

/** Issues the seal of a box, once: `BASE.key` (mode 600) and `BASE.pem`. Names come from the demo's own table. */
export async function issueSeal(
  authority: string,
  base: string,
  { box, site }: { readonly box: string; readonly site: string },
): Promise<KeyFiles> {
  const files = { key: `${base}.key`, certificate: `${base}.pem` }
  const subject = `/C=BE/O=TEST/OU=${site.replaceAll('/', '-')}/CN=Loket ${box}`
  if (!(await isIssuedHere(authority, files.certificate)))
    await issue(authority, base, 'box', subject)
  return files
}

/** A certificate of an authority that was made anew since is as good as none. */
async function isIssuedHere(authority: string, certificate: string): Promise<boolean> {
  if (!existsSync(certificate)) return false
  const root = new X509Certificate(await readFile(join(authority, 'root.pem')))
  return new X509Certificate(await readFile(certificate)).verify(root.publicKey)
}

async function issue(
  authority: string,
  base: string,
  section: 'root' | 'box' | 'holder',
  subject: string,
): Promise<void> {
  const at = (file: string) => join(authority, file)
  const from = section === 'root' ? [] : ['-CA', at('root.pem'), '-CAkey', at('root.key')]
  await rm(`${base}.new`, { force: true })
  await run('openssl', [
    ...['req', '-x509', '-config', at('openssl.cnf'), '-extensions', section],
    ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'],
    ...['-keyout', `${base}.key`, '-out', `${base}.new`, '-days', String(DAYS)],
    ...['-utf8', '-subj', subject, '-sha256', ...from],
  ])
  await chmod(`${base}.key`, 0o600)
  await rename(`${base}.new`, `${base}.pem`)
}
