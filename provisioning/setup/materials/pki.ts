import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A key pair with its certificate. */
export interface Issued {
  /** DER. */
  readonly certificate: Buffer
  /** PKCS#8 PEM. */
  readonly key: string
}

/** The test stand-in for the authorities behind an eID. Every name in it says TEST. */
export interface TestPki {
  readonly root: Issued
  /** Signs identity and address files. */
  readonly signer: Issued
  readonly citizenCa: Issued
  /** Issues one of the two certificates of a card. `subject` is an OpenSSL subject in UTF-8. */
  citizen(subject: string, use: 'authentication' | 'signature'): Promise<Issued>
}

const CONFIG = `
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ca]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[authentication]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
[signature]
keyUsage = critical, nonRepudiation
authorityKeyIdentifier = keyid
`
const ROOT_DAYS = 7300
const CITIZEN_DAYS = 3650

/** Makes the authorities with fresh RSA-2048 keys and calls `use` with them; nothing stays in the file system. */
export async function withTestPki<T>(use: (pki: TestPki) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-pki-'))
  try {
    await writeFile(join(folder, 'openssl.cnf'), CONFIG)
    const make = (name: string, section: string, subject: string, issuer: string | null) =>
      issue({ folder, name, section, subject, issuer })
    const root = await make('root', 'root', '/C=BE/O=TEST/CN=Belgium Root CA TEST', null)
    const [signer, citizenCa] = await Promise.all([
      make('signer', 'signer', '/C=BE/O=TEST/CN=RRN TEST', 'root'),
      make('citizen-ca', 'ca', '/C=BE/O=TEST/CN=Citizen CA TEST', 'root'),
    ])
    let count = 0
    return await use({
      root,
      signer,
      citizenCa,
      citizen(subject, section) {
        count += 1
        return make(`citizen-${count}`, section, subject, 'citizen-ca')
      },
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Request {
  readonly folder: string
  readonly name: string
  readonly section: string
  readonly subject: string
  readonly issuer: string | null
}

async function issue({ folder, name, section, subject, issuer }: Request): Promise<Issued> {
  const at = (file: string): string => join(folder, file)
  const days = section === 'authentication' || section === 'signature' ? CITIZEN_DAYS : ROOT_DAYS
  const from = issuer ? ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`)] : []
  await run('openssl', [
    ...['req', '-x509', '-config', at('openssl.cnf'), '-extensions', section],
    ...['-newkey', 'rsa:2048', '-noenc', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)],
    ...['-utf8', '-subj', subject, '-sha256', '-days', String(days), ...from],
  ])
  const pem = await readFile(at(`${name}.pem`), 'utf8')
  return {
    certificate: Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'),
    key: await readFile(at(`${name}.key`), 'utf8'),
  }
}
