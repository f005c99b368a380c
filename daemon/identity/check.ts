import type { Check, CheckName } from '../core/card-view.ts'
import type { EvidenceCode } from '../core/evidence.ts'

type Values = Readonly<Record<string, string>>

/** `holds` or `broken`, each with the code of what was found. */
export function check(
  name: CheckName,
  holds: boolean,
  [found, problem]: readonly [found: EvidenceCode, problem: EvidenceCode],
  values?: Values,
): Check {
  return holds ? verdict(name, 'holds', found, values) : broken(name, problem, values)
}

export function broken(name: CheckName, code: EvidenceCode, values?: Values): Check {
  return verdict(name, 'broken', code, values)
}

export function notChecked(name: CheckName, code: EvidenceCode, values?: Values): Check {
  return verdict(name, 'not_checked', code, values)
}

function verdict(
  name: CheckName,
  verdict: Check['verdict'],
  code: EvidenceCode,
  values?: Values,
): Check {
  return { name, verdict, evidence: values ? { code, values } : { code } }
}

/** YYYY-MM-DD, in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
