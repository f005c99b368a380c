import type { Signer } from '../../daemon/documents/pades/cms.ts'
import { signWithCard } from '../../daemon/documents/sign.ts'
import { makeStatement } from '../../daemon/documents/statement.ts'
import { exchange } from '../../daemon/identity/apdu.ts'
import { readCertificate } from '../../daemon/identity/certificate.ts'
import { cardHash, signWithPin } from '../../daemon/identity/pin.ts'
import { eidChip } from '../../hw/card/virtual/card.ts'
import { loadCard } from '../../hw/card/virtual/card-image.ts'
import { transmitTo } from '../../hw/card/virtual/in-process.ts'
import { PARAGRAPH, specimenInput } from '../daemon/documents/specimen.ts'
import { filesOf } from '../daemon/identity/specimen.ts'
import { cards } from '../hw/card/bench.ts'
import { RIGHT_PIN } from '../hw/card/virtual/sending.ts'
import { median, type Row, row } from './row.ts'

const CARDS = [
  { name: 'sign-17', id: 'specimen-een', applet: '1.7, RSA-2048' },
  { name: 'sign-18', id: 'specimen-drie', applet: '1.8, EC P-384' },
] as const
const ROUNDS = 40
const LIMIT_MS = 150
const facts = { language: 'nl', at: '2026-11-23T15:58:00Z', name: 'Specimen Een' } as const

/** A statement of several pages is signed by a chip in this process: all the time that is not the chip's is ours. */
export async function sign(progress: (text: string) => void): Promise<readonly Row[]> {
  const text = Array.from({ length: 9 }, () => PARAGRAPH).join('\n\n')
  const statement = await makeStatement(specimenInput({ text }))
  const rows: Row[] = []
  for (const { name, id, applet } of CARDS) {
    const { signer, spentMs } = chipSigner(id)
    const oursMs: number[] = []
    const cardMs: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedMs = performance.now()
      await signWithCard(statement, facts, signer)
      const tookMs = performance.now() - startedMs
      cardMs.push(spentMs())
      oursMs.push(tookMs - spentMs())
    }
    progress(`${id}: the chip takes ${median(cardMs).toFixed(1)} ms besides`)
    const shared = { baseline: 'limit', unit: 'ms', better: 'lower', target: 1 } as const
    const about = `a signature beside the card's own time, applet ${applet}`
    const most = `${name}-most`
    const [value, longest] = [median(oursMs), Math.max(...oursMs)]
    rows.push(
      row({ ...shared, name, subject: about, value, baselineValue: LIMIT_MS }),
      row({ ...shared, name: most, subject: 'longest', value: longest, baselineValue: LIMIT_MS }),
    )
  }
  return rows
}

/** Signs with the non-repudiation key after the right PIN, and tells how long the chip took the last time. */
function chipSigner(id: string): { signer: Signer; spentMs: () => number } {
  const transmit = transmitTo(eidChip(loadCard(cards, id)))
  const { signature, authority, chip } = filesOf(id)
  const certificate = readCertificate(signature ?? Buffer.of())
  if (!certificate) throw new TypeError(`${id} signs nothing`)
  const use = { use: 'sign', certificate: certificate.x509 } as const
  const entry = async () => {
    const { status } = await exchange(transmit, Buffer.from(RIGHT_PIN, 'hex'))
    return { state: 'shown', status } as const
  }
  const ways = { entry, applet: chip.applet, insist: false, signal: new AbortController().signal }
  let spent = 0
  const signer: Signer = {
    scheme: cardHash(certificate.x509.publicKey) === 'sha384' ? 'ecdsa-sha384' : 'rsa-sha256',
    certificate: Uint8Array.from(certificate.der),
    chain: authority ? [Uint8Array.from(authority)] : [],
    async sign(hash) {
      const startedMs = performance.now()
      const outcome = await signWithPin(transmit, use, hash, ways)
      spent = performance.now() - startedMs
      return outcome.state === 'signed' ? outcome.signature : new Uint8Array()
    },
  }
  return { signer, spentMs: () => spent }
}
