/** A dossier as a box makes it: a test card read through its chip, a statement signed with it, sealed and given out. */
import { sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CARD_FIELDS } from '../../../daemon/core/reading-screen.ts'
import { cardChallenge } from '../../../daemon/documents/card-proof.ts'
import { makeDossier } from '../../../daemon/documents/dossier.ts'
import { makeInjuredPerson } from '../../../daemon/documents/injured-person.ts'
import { makeLossAttestation } from '../../../daemon/documents/loss-attestation.ts'
import type { DossierRecord } from '../../../daemon/documents/record.ts'
import { rightsNotice } from '../../../daemon/documents/rights.ts'
import { signedContent } from '../../../daemon/documents/seal.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { sealPaper, signWithCard, signWithInk } from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { allowedPerson } from '../../../daemon/identity/allowed.ts'
import { knownAuthorities } from '../../../daemon/identity/authorities.ts'
import { readCard } from '../../../daemon/identity/read-card.ts'
import { askNobody } from '../../../daemon/identity/revocation.ts'
import { loadTrust } from '../../../daemon/identity/trust.ts'
import { makeKeys } from '../../../daemon/runtime/keys.ts'
import { type Extension, writeDossierFile } from '../../../daemon/verifier/dossier-file.ts'
import { parseTrust, type TrustFile } from '../../../daemon/verifier/trust-file.ts'
import { chipOf } from '../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { transmitTo } from '../../../hw/card/virtual/in-process.ts'
import { cards } from '../../hw/card/bench.ts'
import { cardKey } from '../documents/card-key.ts'
import { cardSigner } from '../documents/card-signer.ts'
import { specimenInk, specimenInput } from '../documents/specimen.ts'
import { specimenInjured, specimenLoss } from '../documents/specimen-letters.ts'
import { specimenSeal } from '../documents/specimen-seal.ts'
import { stampingFor } from '../documents/stamping.ts'

const rootFiles = ['test-root.pem', 'test-root-ec.pem'].map((name) => join(cards, 'roots', name))
const box = await makeKeys('box:genk-1')
const office = await makeKeys('office')

async function identity(
  card: string,
  visitId: string,
  at: string,
): Promise<DossierRecord['identity']> {
  const testTrust = loadTrust({ mode: 'test', roots: rootFiles })
  const reading = await readCard(transmitTo(chipOf(loadCard(cards, card))), {
    trust: testTrust,
    authorities: knownAuthorities(testTrust),
    revocation: askNobody,
    now: () => new Date(at),
  })
  if (!reading.ok) return undefined
  const { privateKey, certificate } = cardKey(card)
  const nonces = { nonce: 'd'.repeat(64), boxNonce: 'e'.repeat(64) }
  const hash = privateKey.asymmetricKeyType === 'ec' ? ('sha384' as const) : ('sha256' as const)
  const challenge = cardChallenge(visitId, nonces.nonce, nonces.boxNonce)
  const signature = sign(hash, challenge, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return {
    person: { ...allowedPerson(reading.person, CARD_FIELDS) },
    assurance: 'chip+pin',
    checks: [...reading.checks],
    checkedBy: 'box',
    at,
    card: reading.card,
    files: reading.evidence,
    proof: {
      ...nonces,
      hash,
      certificate: certificate.toString('base64'),
      signature: signature.toString('base64'),
    },
  }
}

/** Makes dossier files, signed on the pad, of persons identified by chip and PIN; seals are issued in `folder`. */
export async function dossierRig(folder: string) {
  const seal = await specimenSeal(folder)
  // Not before the seal was issued.
  const at = new Date().toISOString()
  const stamping = await stampingFor(folder)
  const trustFile = {
    v: 1,
    boxes: [box.public],
    seals: [readFileSync(join(folder, 'root.pem'), 'utf8')],
    timestamps: [stamping.root],
    testRoots: rootFiles.map((file) => readFileSync(file, 'utf8')),
  } satisfies TrustFile
  const extension = async (file: Uint8Array, steps: number): Promise<Extension> => {
    const bytes = await stamping.extended(file, steps)
    const appended = Buffer.from(bytes.subarray(file.length)).toString('base64')
    return { file: sha256(file), extended: sha256(bytes), appended }
  }
  /** `steps`: how far the files were extended, 0 as they left the box; `given` goes with the statement, which names it. */
  const text = async (card: string, steps = 2, given: readonly Given[] = []): Promise<string> => {
    const exchanged = given.map(({ bytes, type, pages, name }, n) => ({
      ...{ name, type, pages, at, by: '1' },
      file: { name: `exchanged-${n + 1}.${type === 'pdf' ? 'pdf' : 'jpg'}`, sha256: sha256(bytes) },
    }))
    const named = exchanged.map(({ name, pages, file }) => ({ name, pages, sha256: file.sha256 }))
    const attachments = given.length > 0 ? { attachments: named } : {}
    const presented = await makeStatement({ ...specimenInput(), ...attachments })
    const facts = { language: 'nl', at } as const
    const bytes = await signWithInk(presented, specimenInk(), { facts, seal })
    const loss = await sealPaper(await makeLossAttestation(specimenLoss()), facts, seal)
    const sealSha256 = seal.key.fingerprint
    const declaration = await makeInjuredPerson(specimenInjured())
    const declared = await signWithInk(declaration, specimenInk(), { facts, seal })
    const record: DossierRecord = {
      ...recordOf(await identity(card, VISIT, at), { presented, bytes, at, sealSha256 }),
      injured: {
        ...{ choice: 'filed', facts: 'Diefstal van een fiets' },
        ...entryOf({ presented: declaration, bytes: declared, at, sealSha256 }, DECLARATION),
      },
      papers: [
        {
          ...{ kind: 'loss', language: 'nl', at, sealSha256 },
          file: { name: PAPER, sha256: sha256(loss) },
        },
      ],
      ...(given.length > 0 ? { exchanged } : {}),
    }
    const files = [
      { name: FILE, bytes },
      { name: DECLARATION, bytes: declared },
      { name: PAPER, bytes: loss },
      ...given.map(({ bytes }, n) => ({ name: exchanged[n]?.file.name ?? '', bytes })),
    ]
    const jwe = await makeDossier({ record, files }, box, office.public)
    const own = files.slice(0, files.length - given.length)
    const extensions = await Promise.all(own.map(({ bytes }) => extension(bytes, steps)))
    return writeDossierFile(await signedContent(jwe, office), steps > 0 ? extensions : [])
  }
  /** Of a person who was read through the chip of `card`; the statement is signed with the key of `by`. */
  const signedByCard = async (card: string, by = card): Promise<string> => {
    const presented = await makeStatement(specimenInput())
    const signer = cardSigner(by)
    const facts = { language: 'nl', at, name: 'Specimen Een' } as const
    const bytes = await signWithCard(presented, facts, signer)
    const made = { presented, bytes, at, sealSha256: '' }
    const record = recordOf(await identity(card, VISIT, at), made)
    const certificateSha256 = sha256(signer.certificate)
    const ending = { state: 'signed', means: 'eid', at, certificateSha256 } as const
    const document = { ...entryOf(made, FILE), ending }
    const whole = { record: { ...record, document }, files: [{ name: FILE, bytes }] }
    const jwe = await makeDossier(whole, box, office.public)
    return writeDossierFile(await signedContent(jwe, office))
  }
  const trust = parseTrust(trustFile, loadTrust({ mode: 'belgium' }))
  return { trust, trustFile, text, signedByCard, at, drop: stamping.drop }
}

/** A document that a citizen gave. */
export interface Given {
  readonly name: string
  readonly type: 'pdf' | 'jpeg'
  readonly pages: number
  readonly bytes: Uint8Array
}

const VISIT = 'v-1'
const FILE = 'statement.pdf'
const DECLARATION = 'injured.pdf'
const PAPER = 'loss.pdf'

interface Made {
  readonly presented: Uint8Array
  readonly bytes: Uint8Array
  readonly at: string
  readonly sealSha256: string
}
function recordOf(known: DossierRecord['identity'], made: Made): DossierRecord {
  const { at } = made
  const { version, text } = rightsNotice('nl')
  return {
    v: 1,
    ...{ dossierId: 'd-1', visitId: VISIT, box: 'genk-1', kind: 'report', language: 'nl' },
    ticket: { id: 't-1', number: 'A014', box: 'genk-1' },
    site: { id: 'genk', name: 'Genk', room: 'lokaal 1' },
    inspector: { seat: '1', name: 'Inspecteur Specimen' },
    ...{ openedAt: at, madeAt: at, outcome: 'signed' },
    clock: { synchronised: true, source: 'ntp' },
    rights: { version, language: 'nl', confirmedAt: at, text, sha256: sha256(Buffer.from(text)) },
    ...(known ? { identity: known } : {}),
    document: entryOf(made, FILE),
  }
}
function entryOf(
  { presented, bytes, at, sealSha256 }: Made,
  name: string,
): NonNullable<DossierRecord['document']> {
  return {
    ...{ revision: 1, language: 'nl', pages: 1, presentedAt: at, readAt: at },
    presented: { sha256: sha256(presented), length: presented.length },
    ending: {
      ...{ state: 'signed', means: 'pad', at, padModel: 'STU-430V' },
      ...{ sealSha256, strokesKept: false },
    },
    file: { name, sha256: sha256(bytes) },
  }
}
