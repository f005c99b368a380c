import { ABOUT_RULES } from './pdfa/about.ts'
import { ATTACHED_RULES } from './pdfa/attached.ts'
import { FEATURE_RULES, FILE_RULES } from './pdfa/file.ts'
import { FONT_RULES } from './pdfa/fonts.ts'
import { STRUCTURE_RULES } from './pdfa/structure.ts'
import { type Rule, type Subject, subjectOf } from './pdfa/subject.ts'

/** One rule of PDF/A-3b as we check it. The evidence holds nothing of what the document says. */
export interface PdfACheck {
  readonly name: string
  readonly holds: boolean
  readonly evidence: string
}

const RULES: readonly Rule[] = [
  ...FILE_RULES,
  ...FEATURE_RULES,
  ...ABOUT_RULES,
  ...FONT_RULES,
  ...ATTACHED_RULES,
  ...STRUCTURE_RULES,
]
/** Faults that are told of one rule. */
const MOST_FAULTS = 3

/**
 * Checks a file against the rules of PDF/A-3b that our papers can break, and against our own of structure. It is no
 * validator for files of others. A file that cannot be read at all gives one check, `readable`. Never throws.
 * Source: ISO 19005-3:2012.
 */
export async function checkPdfA(bytes: Uint8Array): Promise<PdfACheck[]> {
  try {
    const subject = await subjectOf(bytes)
    return RULES.map((rule) => check(rule, subject))
  } catch {
    return [{ name: 'readable', holds: false, evidence: 'the file cannot be read' }]
  }
}

function check({ name, says, faults }: Rule, subject: Subject): PdfACheck {
  const found = faultsOf(faults, subject)
  if (found.length === 0) return { name, holds: true, evidence: says }
  return { name, holds: false, evidence: `${says}: ${found.slice(0, MOST_FAULTS).join(', ')}` }
}

function faultsOf(faults: Rule['faults'], subject: Subject): readonly string[] {
  try {
    return faults(subject)
  } catch {
    // What the parser says may quote the file.
    return ['it cannot be read']
  }
}
