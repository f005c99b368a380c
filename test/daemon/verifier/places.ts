import { verifyDossier } from '../../../daemon/verifier/verify-dossier.ts'
import type { dossierRig } from './dossier.ts'
import { loadPageModule } from './page/page-modules.ts'

type Rig = Awaited<ReturnType<typeof dossierRig>>

/** The same checks on Node's cryptography and, bundled in `folder` as for a browser, on the page's own. */
export async function places(folder: string, { trust, trustFile }: Rig) {
  const page = await loadPageModule<typeof import('../../../daemon/verifier/page/checker.ts')>(
    folder,
    'checker.ts',
  )
  return {
    'on Node': { trust, verifyDossier },
    'on the page': { trust: page.trustOf(trustFile), verifyDossier: page.verifyDossier },
  }
}

/** What a box signed, as far as tests change it. */
export interface Content {
  box: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches anywhere into the record
  body: { record: any; files: { name: string; base64: string }[] }
}

/** The dossier with its content changed behind the signature, as somebody would who has no key. */
export function alteredIn(text: string, change: (content: Content) => void): string {
  const file = JSON.parse(text)
  const [head = '', body = '', signature = ''] = file.jws.split('.')
  const content = JSON.parse(Buffer.from(body, 'base64url').toString())
  change(content)
  const fresh = Buffer.from(JSON.stringify(content)).toString('base64url')
  return JSON.stringify({ ...file, jws: `${head}.${fresh}.${signature}` })
}
