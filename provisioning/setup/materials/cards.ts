import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CardImage } from '../../../hw/card/virtual/card-image.ts'
import { cardFiles, chipNumber, EDITIONS, type Material, validity } from './card-files.ts'
import { nationalNumber } from './numbers.ts'
import { FACES, SPECIMENS, type Specimen, surname } from './people.ts'
import { freshKey, type Issued, type TestPki, testPki, toPem } from './pki.ts'
import { idPhoto } from './portrait.ts'

/** What the forger changed: one letter of a given name, one digit of a house. */
const FORGED_NAME = { from: 'Vervalst', to: 'Verwalst' } as const
const FORGED_HOUSE = { from: ' 15', to: ' 16' } as const

interface Authorities {
  readonly rsa: TestPki
  readonly ec: TestPki
  /** Calls itself as `ec` does. */
  readonly strange: TestPki
}
/** The photo of a face in a generation's size. */
type Photos = (specimen: Pick<Specimen, 'face' | 'generation'>) => Promise<Buffer>

/**
 * Makes the test cards: one JSON file each in `folder`, the roots to pin in `folder/roots`, and in `folder/authorities`
 * certificates and keys of whoever signed them, for tests that issue more. Keys and chip numbers are new each time.
 * `unpacked` holds the portrait that the photos are cut from.
 */
export async function makeCards(
  folder: string,
  unpacked = join(dirname(folder), '..', 'debian'),
): Promise<void> {
  const [rsa, ec, strange] = await Promise.all([
    testPki('rsa', 'CA'),
    testPki('ec', 'CA6'),
    testPki('ec', 'CA6'),
  ])
  const authorities = { rsa, ec, strange }
  const photos = photosFrom(unpacked)
  const specimens = SPECIMENS.map((specimen) => specimenCard(specimen, authorities, photos))
  const cards = [...(await Promise.all(specimens)), FOREIGN]
  await mkdir(join(folder, 'roots'), { recursive: true })
  for (const card of cards)
    await writeFile(join(folder, `${card.id}.json`), JSON.stringify(card, null, 1))
  await writeFile(join(folder, 'roots/test-root.pem'), certificatePem(rsa.root))
  await writeFile(join(folder, 'roots/test-root-ec.pem'), certificatePem(ec.root))
  for (const [name, pki] of Object.entries(authorities))
    await writeAuthorities(join(folder, 'authorities', name), pki)
}

/** A card of another kind that fits the reader. */
const FOREIGN: CardImage = {
  id: 'geen-eid',
  label: 'Geen eID',
  note: 'not_an_eid',
  atr: '3B6800000073C84012009000',
  cardData: '',
  pin: '0000',
  files: {},
  keys: {},
}

async function specimenCard(
  specimen: Specimen,
  authorities: Authorities,
  photos: Photos,
): Promise<CardImage> {
  const material = await materialOf(specimen, authorities, photos)
  const { edition, serial } = material
  const files = await forged(specimen, cardFiles(material), photos)
  return {
    id: specimen.id,
    label: specimen.label,
    note: specimen.note,
    atr: edition.atr,
    cardData: Buffer.concat([serial, Buffer.from(edition.cardData, 'hex')]).toString('hex'),
    pin: '1234',
    ...(specimen.triesLeft !== undefined && { triesLeft: specimen.triesLeft }),
    files: Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [`3F00/${path}`, bytes.toString('base64')]),
    ),
    keys: specimen.note === 'cloned' ? await strangeKeys(material) : keysOf(material),
  }
}

async function materialOf(
  specimen: Specimen,
  authorities: Authorities,
  photos: Photos,
): Promise<Material> {
  const edition = EDITIONS[specimen.generation]
  const pki = authoritiesOf(specimen, authorities)
  const number = nationalNumber(specimen)
  const citizen = (use: 'authentication' | 'signature'): Promise<Issued> =>
    pki.citizen({
      use,
      keys: edition.keys,
      commonName: `${specimen.label} TEST (${use === 'signature' ? 'Signature' : 'Authentication'})`,
      surname: surname(specimen),
      givenNames: specimen.givenNames,
      nationalNumber: number,
      ...validity(specimen),
    })
  const [photo, authentication, signature, basicKey] = await Promise.all([
    photos(specimen),
    specimen.certificates === 'none' ? null : citizen('authentication'),
    specimen.certificates === undefined ? citizen('signature') : null,
    edition.keys === 'ec' ? freshKey('ec') : null,
  ])
  const numbers = { nationalNumber: number, serial: chipNumber() }
  return { specimen, edition, pki, photo, authentication, signature, basicKey, ...numbers }
}

function authoritiesOf({ note, generation }: Specimen, authorities: Authorities): TestPki {
  if (note === 'wrong_chain') return authorities.strange
  return generation === '1.7' ? authorities.rsa : authorities.ec
}

function keysOf({ authentication, signature, basicKey }: Material): Record<string, string> {
  return {
    ...(authentication && { '82': authentication.key }),
    ...(signature && { '83': signature.key }),
    ...(basicKey !== null && { '81': basicKey }),
  }
}

/** Files can be copied, keys cannot: a copy answers with keys of its own. */
async function strangeKeys(material: Material): Promise<Record<string, string>> {
  const keys = Object.keys(keysOf(material)).map(
    async (reference) => [reference, await freshKey('ec')] as const,
  )
  return Object.fromEntries(await Promise.all(keys))
}

async function forged(
  specimen: Specimen,
  files: Record<string, Buffer>,
  photos: Photos,
): Promise<Record<string, Buffer>> {
  const replaced = (path: string, { from, to }: { from: string; to: string }) => {
    const bytes = Buffer.from(files[path] ?? '')
    bytes.write(to, bytes.indexOf(from))
    return { ...files, [path]: bytes }
  }
  switch (specimen.note) {
    case 'tampered':
      return replaced('DF01/4031', FORGED_NAME)
    case 'tampered_address':
      return replaced('DF01/4033', FORGED_HOUSE)
    case 'tampered_photo':
      return { ...files, 'DF01/4035': await photos({ ...specimen, face: 'c' }) }
    default:
      return files
  }
}

/** Each face is cut once a size. */
function photosFrom(unpacked: string): Photos {
  const made = new Map<string, Promise<Buffer>>()
  return ({ face, generation }) => {
    const { photo } = EDITIONS[generation]
    const key = `${face} ${photo.height}`
    const cut = made.get(key) ?? idPhoto(unpacked, FACES[face], photo)
    made.set(key, cut)
    return cut
  }
}

async function writeAuthorities(folder: string, pki: TestPki): Promise<void> {
  const named = { root: pki.root, signer: pki.signer, 'citizen-ca': pki.citizenCa }
  await mkdir(folder, { recursive: true })
  for (const [name, issued] of Object.entries(named)) {
    await writeFile(join(folder, `${name}.pem`), certificatePem(issued))
    await writeFile(join(folder, `${name}.key`), issued.key, { mode: 0o600 })
  }
}

const certificatePem = ({ certificate }: Issued): string => toPem('CERTIFICATE', certificate)
