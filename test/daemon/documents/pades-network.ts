import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AskTimestamp } from '../../../daemon/documents/pades/timestamp.ts'
import { run, type TestAuthority, type TestIssued } from './pades-rig.ts'

const TSA = `
[tsa_config]
serial = ./tsa.serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
ess_cert_id_chain = no
`
const CA = `
[ca]
default_ca = it
[it]
database = ./index.txt
default_md = sha256
default_crl_days = 30
unique_subject = no
[part]
issuingDistributionPoint = critical, @users
[users]
onlyuser = TRUE
`

/** A time-stamp authority played by `openssl ts`. */
export async function localTsa(
  { folder }: TestAuthority,
  { name }: TestIssued,
  essHash: 'sha1' | 'sha256' = 'sha256',
): Promise<AskTimestamp> {
  await writeFile(join(folder, 'tsa.cnf'), `${TSA}ess_cert_id_alg = ${essHash}\n`)
  await writeFile(join(folder, 'tsa.serial'), '01\n')
  const answer = async (request: Uint8Array) => {
    await writeFile(join(folder, 'ts.tsq'), request)
    const args = ['-config', 'tsa.cnf', '-section', 'tsa_config', '-queryfile', 'ts.tsq']
    const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`, '-chain', 'ca.pem']
    await run('openssl', ['ts', '-reply', ...args, ...signer, '-out', 'ts.tsr'], { cwd: folder })
    return Uint8Array.from(await readFile(join(folder, 'ts.tsr')))
  }
  // One after the other: its serial number and its files are in one place.
  let last: Promise<unknown> = Promise.resolve()
  return async (request) => {
    const mine = last.then(() => answer(request))
    last = mine.catch(() => undefined)
    return await mine
  }
}

/** Says in the authority's own list which certificates are in force and which are not any more. */
export async function register(
  { folder }: Pick<TestAuthority, 'folder'>,
  certificates: readonly { readonly certificate: Uint8Array; readonly revoked?: boolean }[],
): Promise<void> {
  const lines = certificates.map(({ certificate, revoked }) => {
    const serial = new X509Certificate(certificate).serialNumber
    return `${revoked ? 'R' : 'V'}\t360101000000Z\t${revoked ? '200101000000Z' : ''}\t${serial}\tunknown\t/CN=${serial}\n`
  })
  await writeFile(join(folder, 'index.txt'), lines.join(''))
  await writeFile(join(folder, 'index.txt.attr'), 'unique_subject = no\n')
  await writeFile(join(folder, 'ca.cnf'), CA)
}

export async function crlOf(
  { folder }: Pick<TestAuthority, 'folder'>,
  issuer: 'root' | 'ca',
  more: readonly string[] = [],
): Promise<Uint8Array> {
  const args = ['-config', 'ca.cnf', '-cert', `${issuer}.pem`, '-keyfile', `${issuer}.key`]
  await run('openssl', ['ca', '-gencrl', ...args, ...more, '-out', 'x.crl'], { cwd: folder })
  await run('openssl', ['crl', '-in', 'x.crl', '-outform', 'DER', '-out', 'x.der'], { cwd: folder })
  return Uint8Array.from(await readFile(join(folder, 'x.der')))
}

/** The issuer's own OCSP answer about a certificate. */
export async function ocspOf({ folder }: TestAuthority, { name }: TestIssued): Promise<Uint8Array> {
  const ask = ['-issuer', 'ca.pem', '-cert', `${name}.pem`, '-no_nonce', '-reqout', 'x.ocsq']
  await run('openssl', ['ocsp', ...ask], { cwd: folder })
  const from = ['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key']
  await run('openssl', ['ocsp', ...from, '-reqin', 'x.ocsq', '-respout', 'x.ocsr'], { cwd: folder })
  return Uint8Array.from(await readFile(join(folder, 'x.ocsr')))
}
