import type { Step, Visit, VisitEffect } from '../../../daemon/core/visit-state.ts'
import { ALPHABET } from './alphabet.ts'
import { after, happen, SITUATIONS } from './situations.ts'

/** Situation by situation: what each event changes and asks for. */
export function visitTable(): string {
  const chapters = Object.entries(SITUATIONS)
    .map(([name, way]) => chapter(name, after(...way)))
    .join('\n')
  return `${HEAD}\n\n${chapters}`
}

const HEAD = `What each event does to a visit in each situation. An event that is not named there is ignored.
Left of the arrow is what was, right of it what is; "log" writes to the audit, "→" asks the room for something.`
const WIDTH = 110
const NAMES = 34

function chapter(name: string, visit: Visit): string {
  const steps = Object.keys(ALPHABET).map((event) => ({ event, step: happen(visit, event) }))
  const does = steps.filter(({ step }) => acts(visit, step))
  const rest = steps.filter(({ step }) => !acts(visit, step))
  const repeated = rest.filter(({ step }) => step.accepted).map(({ event }) => event)
  return [
    `## ${name}`,
    ...does.map(({ event, step }) => `${event.padEnd(NAMES)} ${outcome(visit, step)}`),
    ...list('accepted, nothing to do', repeated),
    '',
  ].join('\n')
}

function acts(before: Visit, { state, effects }: Step): boolean {
  return state !== before || effects.length > 0
}

function outcome(before: Visit, { state, effects }: Step): string {
  return [...changes(before, state), ...effects.map(effectName)].join('; ')
}

function effectName(effect: VisitEffect): string {
  return effect.type === 'audit.write' ? `log ${effect.event}` : `→ ${effect.type}`
}

/** What differs, path by path; ids are left out, since they are new every time, and so is `rev`. */
function changes(before: object, now: object): string[] {
  const old = flat(before)
  const fresh = flat(now)
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => !/^rev$|Id$|^cardRequest$/.test(path) && old.get(path) !== fresh.get(path))
    .map((path) => `${path} ${old.get(path) ?? '–'} ⇒ ${fresh.get(path) ?? '–'}`)
}

function flat(value: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, each]): [string, string][] => {
      const path = `${prefix}${key}`
      if (path === 'papers' && Array.isArray(each)) return [[path, papers(each)]]
      if (path === 'exchanged' && Array.isArray(each)) return [[path, exchanged(each)]]
      if (Array.isArray(each)) return [[path, `${each.length}`]]
      if (typeof each === 'object' && each !== null) return [...flat(each, `${path}.`)]
      return [[path, shortened(String(each))]]
    }),
  )
}

function papers(all: Visit['papers']): string {
  return all.map(({ order, state }) => `${order.paper} ${state}`).join(', ') || 'none'
}

function exchanged(all: Visit['exchanged']): string {
  return all.map(({ sha256, state }) => `${shortened(sha256)} ${state}`).join(', ') || 'none'
}

function shortened(text: string): string {
  return /^[a-f\d]{64}$/.test(text) ? `${text[0]}…` : text.replace(/^2026-.*Z$/, 'at')
}

function list(head: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const lines = [`${head}:`]
  for (const name of names) {
    const last = lines.at(-1) ?? ''
    const added = `${last} ${name},`
    if (added.length > WIDTH) lines.push(`  ${name},`)
    else lines[lines.length - 1] = added
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line.slice(0, -1) : line))
}
