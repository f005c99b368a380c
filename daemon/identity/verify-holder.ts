import type { Check } from '../core/card-view.ts'
import type { Authorities } from './authorities.ts'
import {
  type EidCertificate,
  isIssuedBy,
  isValidAt,
  mayBeUsedFor,
  readCertificate,
} from './certificate.ts'
import { broken, check, dayOf, notChecked } from './check.ts'
import type { EidFiles } from './eid-files.ts'
import type { Identity } from './person.ts'

/** The holder's own certificates, and who issued them. */
export interface Holder {
  /** Null where the bytes are no certificate. */
  readonly authentication?: EidCertificate | null
  readonly signature?: EidCertificate | null
  /** A Citizen CA or Foreigner CA that a root of ours issued. */
  readonly authority: EidCertificate | null
  /** That root. */
  readonly authorityRoot: EidCertificate | null
}

/** Reads them; an authority that is new is kept, for the next card, when a root of ours issued it. */
export function holderOf(
  files: Pick<EidFiles, 'authentication' | 'signature' | 'authority'>,
  authorities: Authorities,
): Holder {
  const authentication = files.authentication && readCertificate(files.authentication)
  const signature = files.signature && readCertificate(files.signature)
  const onCard = files.authority && readCertificate(files.authority)
  if (onCard) authorities.offer(onCard)
  const one = authentication ?? signature
  const authority = one && authorities.issuerOf(one)
  return {
    ...(files.authentication ? { authentication } : {}),
    ...(files.signature ? { signature } : {}),
    authority,
    authorityRoot: authority && authorities.rootOf(authority),
  }
}

export function holderChecks(holder: Holder, identity: Identity, now: Date): Check[] {
  const all = certificatesOf(holder)
  if (all.length === 0)
    return (['holder', 'holder_dates', 'holder_number'] as const).map((name) =>
      notChecked(name, 'no_holder_certificates'),
    )
  return [
    chainCheck(holder, all),
    datesCheck(holder, all, now),
    check(
      'holder_number',
      all.every((each) => each?.subjectNumber === identity.nationalNumber),
      ['number_matches', 'number_differs'],
    ),
  ]
}

function certificatesOf({ authentication, signature }: Holder): (EidCertificate | null)[] {
  return [authentication, signature].filter((each) => each !== undefined)
}

function chainCheck(holder: Holder, all: readonly (EidCertificate | null)[]): Check {
  const { authority, authentication, signature } = holder
  if (all.includes(null)) return broken('holder', 'no_certificate')
  if (!authority || !all.every((each) => each && isIssuedBy(each, authority)))
    return broken('holder', 'unknown_authority')
  const fit =
    !all.some((each) => each?.x509.ca) &&
    (!authentication || mayBeUsedFor(authentication, 'digitalSignature')) &&
    (!signature || mayBeUsedFor(signature, 'nonRepudiation'))
  return check('holder', fit, ['holder_chain_holds', 'not_a_signer'], {
    authority: authority.commonName,
    number: authority.subjectNumber ?? '',
  })
}

function datesCheck(
  { authority }: Holder,
  all: readonly (EidCertificate | null)[],
  now: Date,
): Check {
  const chain = [...all, authority].filter((each) => each !== null).map(({ x509 }) => x509)
  const from = chain.map(({ validFromDate }) => dayOf(validFromDate)).sort()
  const until = chain.map(({ validToDate }) => dayOf(validToDate)).sort()
  return check(
    'holder_dates',
    chain.every((each) => isValidAt(each, now)),
    ['valid_now', 'not_valid_now'],
    { from: from.at(-1) ?? '', until: until[0] ?? '' },
  )
}
