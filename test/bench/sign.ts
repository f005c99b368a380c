import type { Signer } from '../../daemon/documents/pades/cms.ts'
import { signWithCard } from '../../daemon/documents/sign.ts'
import { makeStatement } from '../../daemon/documents/statement.ts'
import { cardSigner } from '../daemon/documents/card-signer.ts'
import { PARAGRAPH, specimenInput } from '../daemon/documents/specimen.ts'
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

/** A signer that tells how long the chip took the last time. */
function chipSigner(id: string): { signer: Signer; spentMs: () => number } {
  const chip = cardSigner(id)
  let spent = 0
  const sign: Signer['sign'] = async (...given) => {
    const startedMs = performance.now()
    const signature = await chip.sign(...given)
    spent = performance.now() - startedMs
    return signature
  }
  return { signer: { ...chip, sign }, spentMs: () => spent }
}
