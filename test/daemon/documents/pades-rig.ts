import { execFile } from 'node:child_process'
import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import type { Scheme } from '../../../daemon/documents/pades/algorithms.ts'
import type { Signer } from '../../../daemon/documents/pades/cms.ts'

export const run = promisify(execFile)

export interface TestIssued {
  readonly name: string
  /** DER. */
  readonly certificate: Uint8Array
  /** PEM. */
  readonly key: string
}
export interface TestAuthority {
  readonly folder: string
  readonly root: TestIssued
  readonly ca: TestIssued
  issue(
    name: string,
    options?: { key?: 'rsa' | 'P-256' | 'P-384'; extensions?: string; more?: readonly string[] },
  ): Promise<TestIssued>
  drop(): Promise<void>
}

const KEYS = {
  rsa: ['rsa:2048'],
  'P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const
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
[signature]
basicConstraints = critical, CA:false
keyUsage = critical, nonRepudiation
authorityKeyIdentifier = keyid
[authentication]
basicConstraints = critical, CA:false
keyUsage = critical, keyAgreement
authorityKeyIdentifier = keyid
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid
[ocsp]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
authorityKeyIdentifier = keyid
`

/** A root, an issuer and whom it issues to, made with OpenSSL in a folder of their own. */
export async function testAuthority(caMore: readonly string[] = []): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-pades-'))
  await writeFile(join(folder, 'openssl.cnf'), CONFIG)
  const at = (file: string) => join(folder, file)
  const make = async (
    name: string,
    section: string,
    issuer: string | null,
    key: keyof typeof KEYS,
    more: readonly string[] = [],
  ): Promise<TestIssued> => {
    await run('openssl', [
      ...['req', '-x509', '-config', at('openssl.cnf'), '-extensions', section],
      ...['-newkey', ...KEYS[key], '-noenc', '-keyout', at(`${name}.key`)],
      ...['-out', at(`${name}.pem`), '-days', '3650', '-sha256', '-utf8'],
      ...['-subj', `/C=BE/O=TEST/CN=${name} TEST`],
      ...more,
      ...(issuer ? ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`)] : []),
    ])
    const pem = await readFile(at(`${name}.pem`))
    return {
      name,
      certificate: Uint8Array.from(new X509Certificate(pem).raw),
      key: await readFile(at(`${name}.key`), 'utf8'),
    }
  }
  const root = await make('root', 'root', null, 'P-384')
  const ca = await make('ca', 'ca', 'root', 'P-384', caMore)
  return {
    folder,
    root,
    ca,
    issue: (name, { key = 'P-256', extensions = 'signature', more = [] } = {}) =>
      make(name, extensions, 'ca', key, more),
    drop: () => rm(folder, { recursive: true }),
  }
}

/** A key in software that answers as a card does. */
export function testSigner(
  { ca }: TestAuthority,
  { certificate, key }: TestIssued,
  scheme: Scheme,
): Signer {
  const secret = createPrivateKey(key)
  const hash = scheme.endsWith('sha384') ? 'sha384' : 'sha256'
  return {
    scheme,
    certificate,
    chain: [ca.certificate],
    sign: async (_hash, attributes) =>
      Uint8Array.from(sign(hash, attributes, { key: secret, dsaEncoding: 'ieee-p1363' })),
  }
}

/** A PDF of one page with an empty signature field called `signature`, not by our own hand. */
export async function fieldedPdf(): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const font = await doc.embedFont(StandardFonts.Helvetica)
  const page = doc.addPage([595, 842])
  page.drawText('Specimen', { x: 60, y: 700, size: 12, font })
  const field = doc.context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    F: 4,
    Rect: [60, 300, 315, 396],
    P: page.ref,
  })
  field.set(PDFName.of('T'), PDFString.of('signature'))
  const ref = doc.context.register(field)
  page.node.set(PDFName.of('Annots'), doc.context.obj([ref]))
  const form = doc.context.register(doc.context.obj({ Fields: [ref], SigFlags: 1 }))
  doc.catalog.set(PDFName.of('AcroForm'), form)
  const id = PDFHexString.of('00112233445566778899aabbccddeeff')
  doc.context.trailerInfo.ID = doc.context.obj([id, id])
  return await doc.save({ useObjectStreams: false, updateFieldAppearances: false })
}

/** What `pdfsig` says of the signatures of a file. */
export async function pdfsig(folder: string, pdf: Uint8Array): Promise<string> {
  const file = join(folder, 'pdfsig.pdf')
  await writeFile(file, pdf)
  return (await run('pdfsig', ['-no-ocsp', file], { env: { ...process.env, HOME: folder } })).stdout
}

/** Takes signature and signed bytes apart with regular expressions, and lets OpenSSL judge. */
export async function opensslVerify(
  authority: TestAuthority,
  folder: string,
  pdf: Uint8Array,
): Promise<string> {
  const buffer = Buffer.from(pdf)
  const [, a, b, c, d] =
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(buffer.toString('latin1')) ?? []
  const digits = buffer.toString('latin1', Number(b) + 1, Number(c) - 1)
  const first = buffer.subarray(Number(a), Number(a) + Number(b))
  const second = buffer.subarray(Number(c), Number(c) + Number(d))
  const cms = Buffer.from(digits, 'hex')
  const length = cms.readUInt16BE(2) + 4
  await writeFile(join(folder, 'x.cms'), cms.subarray(0, length))
  await writeFile(join(folder, 'x.bin'), Buffer.concat([first, second]))
  const { stderr } = await run('openssl', [
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'x.cms')],
    ...['-content', join(folder, 'x.bin'), '-out', '/dev/null', '-purpose', 'any'],
    ...['-CAfile', join(authority.folder, 'root.pem')],
  ])
  return stderr
}

export async function qpdfCheck(folder: string, pdf: Uint8Array): Promise<string> {
  const file = join(folder, 'qpdf.pdf')
  await writeFile(file, pdf)
  const { stdout, stderr } = await run('qpdf', ['--check', file])
  return stdout + stderr
}
