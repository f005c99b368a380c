/** A time-stamp authority and issuers that answer over HTTP, played by `openssl ts`, `ocsp` and `ca`; and a box's seal of theirs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { readSeal } from '../../../daemon/documents/box-seal.ts'
import type { BoxSeal } from '../../../daemon/documents/sign.ts'
import type { TrustFile } from '../../../daemon/verifier/trust-file.ts'
import { crlOf, localTsa, register } from '../../daemon/documents/pades-network.ts'
import { run, testAuthority } from '../../daemon/documents/pades-rig.ts'

export async function httpAuthority() {
  const down = { tsa: false, ocsp: false, crl: false }
  const asked = { tsa: 0, ocsp: 0, crl: 0 }
  let together = 0
  let most = 0
  const server = createServer(async (request, response) => {
    const part = partOf(request)
    if (!part || down[part]) return void request.socket.destroy()
    asked[part] += 1
    together += 1
    most = Math.max(most, together)
    const body = await buffer(request)
    response.end(await answers[part](body, request.url ?? ''))
    together -= 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const list = (name: string) => ['-addext', `crlDistributionPoints=URI:${here}/${name}.crl`]
  const ocsp = ['-addext', `authorityInfoAccess=OCSP;URI:${here}/ocsp`]
  const authority = await testAuthority(list('root'))
  const stamper = await authority.issue('Tijdstempel', {
    extensions: 'tsa',
    more: [...ocsp, ...list('ca')],
  })
  const sealed = await authority.issue('Loket genk-1', { more: [...ocsp, ...list('ca')] })
  await register(authority, [stamper, sealed, authority.ca])
  const tsa = await localTsa(authority, stamper)
  const at = (name: string) => join(authority.folder, name)
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: OpenSSL's files are in one place. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  const answers = {
    tsa: (body: Uint8Array) => tsa(body),
    crl: (_body: Uint8Array, url: string) =>
      inTurn(() => crlOf(authority, url === '/root.crl' ? 'root' : 'ca')),
    ocsp: (body: Uint8Array) =>
      inTurn(async () => {
        await writeFile(at('r.ocsq'), body)
        const from = [
          '-index',
          'index.txt',
          '-CA',
          'ca.pem',
          '-rsigner',
          'ca.pem',
          '-rkey',
          'ca.key',
        ]
        const files = ['-reqin', 'r.ocsq', '-respout', 'r.ocsr']
        await run('openssl', ['ocsp', ...from, ...files], { cwd: authority.folder })
        return await readFile(at('r.ocsr'))
      }),
  }
  const key = readSeal({
    key: sealed.key,
    certificate: readFileSync(at(`${sealed.name}.pem`), 'utf8'),
    chain: readFileSync(at('ca.pem'), 'utf8'),
  })
  const seal: BoxSeal & { readonly sealSha256: string } = {
    ...{ box: 'genk-1', site: 'Gemeentehuis Genk', signer: key.signer },
    sealSha256: key.fingerprint,
  }
  return {
    authority,
    here,
    down,
    asked,
    /** How many questions were open at the same time, at most. */
    most: () => most,
    seal,
    trust(boxes: readonly unknown[]): TrustFile {
      const root = readFileSync(at('root.pem'), 'utf8')
      return { v: 1, boxes: [...boxes], seals: [root], timestamps: [root] }
    },
    /** The office's settings, with their trust file beside. */
    settings(boxes: readonly unknown[]) {
      const trustFile = at('trust.json')
      writeFileSync(trustFile, JSON.stringify(this.trust(boxes)))
      return {
        urls: [`${here}/tsa`],
        policy: '1.2.3.4.1',
        trust: trustFile,
        timeoutMs: 5000,
        revocation: { allow: [`${here}/`], timeoutMs: 5000 },
      }
    },
    async stop(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await authority.drop()
    },
  }
}
export type HttpAuthority = Awaited<ReturnType<typeof httpAuthority>>

function partOf({ url = '', headers, method }: IncomingMessage): 'tsa' | 'ocsp' | 'crl' | null {
  const type = headers['content-type']
  if (url === '/tsa' && type === 'application/timestamp-query' && method === 'POST') return 'tsa'
  if (url === '/ocsp' && type === 'application/ocsp-request' && method === 'POST') return 'ocsp'
  return /^\/(root|ca)\.crl$/.test(url) ? 'crl' : null
}
