import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { makeCards } from './cards.ts'
import { makeSealAuthority } from './seal.ts'
import { makeSounds } from './sounds.ts'
import { makeCertificate } from './tls.ts'

const PORTRAIT = 'usr/lib/python3/dist-packages/imageio/resources/images/astronaut.png'

/** Makes all that the demo shows and speaks, in `folder`; `unpacked` holds the Debian packages without installation. */
async function makeMaterials(folder: string, unpacked: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await Promise.all([
    makeCards(join(folder, 'cards'), unpacked),
    makeSounds(join(folder, 'sounds')),
    makeCertificate(join(folder, 'tls')),
    makeSealAuthority(join(folder, 'seal')),
    copyFile(join(unpacked, PORTRAIT), join(folder, 'portrait.png')),
  ])
}

const [folder, unpacked] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('use: main.ts FOLDER [UNPACKED-PACKAGES]\n')
  process.exit(64) // EX_USAGE
}
await makeMaterials(resolve(folder), resolve(unpacked ?? join(folder, '..', 'debian')))
