import type { Claim } from '../../../daemon/verifier/claim.ts'
import type { Findings } from '../../../daemon/verifier/verify-dossier.ts'
import { dossierRig } from './dossier.ts'
import { alteredIn, type Content, places } from './places.ts'

/** A whole dossier, extended by `steps`, and the two places where it is checked; `folder` is for what that takes. */
export async function checking(folder: string, steps = 2) {
  const rig = await dossierRig(folder)
  const text = await rig.text('specimen-drie', steps)
  /** As it left its box: what is no question of time-stamps is asked of this one, which is checked in a sixth of the time. */
  const unstamped = steps === 0 ? text : await rig.text('specimen-drie', 0)
  const altered = (change: (content: Content) => void) => alteredIn(unstamped, change)
  const inPlaces = Object.entries(await places(folder, rig)).map(
    ([place, { trust, verifyDossier }]) => {
      const check = (changed: string) => verifyDossier(changed, trust, rig.at)
      let findings: Promise<Findings> | undefined
      const brokenOf = async (changed: string): Promise<string[]> => {
        const { claims } = await check(changed)
        return claims.filter(({ verdict }) => verdict === 'broken').map(nameOf)
      }
      return {
        place,
        trust,
        verifyDossier,
        check,
        /** Of the whole dossier, checked once. */
        found: (): Promise<Findings> => {
          findings ??= check(text)
          return findings
        },
        brokenOf,
      }
    },
  )
  return { rig, text, unstamped, altered, places: inPlaces }
}

/** A claim, and of which paper when it is not the statement's. */
export const nameOf = ({ name, of }: Claim) => (of ? `${name} of ${of}` : name)
