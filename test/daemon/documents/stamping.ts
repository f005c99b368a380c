import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extend, type Said, type Sources } from '../../../daemon/documents/pades/extend.ts'
import { requestToken } from '../../../daemon/documents/pades/timestamp.ts'
import { readCertificate } from '../../../daemon/documents/pades/x509.ts'
import { crlOf, localTsa, register } from './pades-network.ts'
import { testAuthority } from './pades-rig.ts'

/** A time-stamp authority, and the lists of withdrawn certificates of its own and of the seals of a folder. */
export async function stampingFor(sealFolder: string) {
  const authority = await testAuthority()
  const stamper = await authority.issue('Tijdstempel', { extensions: 'tsa' })
  const tsa = await localTsa(authority, stamper)
  const seals = { folder: sealFolder }
  await register(authority, [])
  await register(seals, [])
  const root = Uint8Array.from(authority.root.certificate)
  const sealRoot = readFileSync(join(sealFolder, 'root.pem'), 'utf8')
  const lists: readonly [issuer: Uint8Array, crl: Uint8Array][] = [
    [root, await crlOf(authority, 'root')],
    [Uint8Array.from(authority.ca.certificate), await crlOf(authority, 'ca')],
    [Uint8Array.from(new X509Certificate(sealRoot).raw), await crlOf(seals, 'root')],
  ]
  const sources: Sources = {
    stamp: (digest) => requestToken(digest, 'sha256', { ask: tsa, roots: [readCertificate(root)] }),
    revocation: async (_certificate, issuer): Promise<Said> => {
      const [, crl] = lists.find(([by]) => Buffer.compare(by, issuer) === 0) ?? []
      return { crl: crl ?? new Uint8Array() }
    },
    roots: lists.slice(2).map(([by]) => by),
    timestampRoots: [root],
  }
  return {
    root: readFileSync(join(authority.folder, 'root.pem'), 'utf8'),
    /** The file at B-T after one step, at B-LTA after two. */
    async extended(pdf: Uint8Array, steps = 2): Promise<Uint8Array> {
      let bytes = pdf
      for (let step = 0; step < steps; step += 1)
        bytes = (await extend(bytes, sources))?.bytes ?? bytes
      return bytes
    },
    drop: authority.drop,
  }
}
