import { join } from 'node:path'
import type { Visit, VisitEffect, VisitEvent } from '../../../daemon/core/visit-state.ts'
import { makeLog } from '../../../daemon/runtime/log.ts'
import { type VisitKeeper, visitKeeper } from '../../../daemon/runtime/visit-keeper.ts'
import { type BoxStore, openBoxStore } from '../../../daemon/store/box-store.ts'
import { boxSecret, visitKeys } from '../../../daemon/store/visit-key.ts'
import { AT } from '../core/letters.ts'

export const silent = makeLog({ name: 'test', level: 'silent' })

/** A keeper on a real store in `folder`; made again on the same folder it is the box after a restart. */
export interface KeeperRig {
  readonly store: BoxStore
  readonly keeper: VisitKeeper
  /** What was asked of the room, in order. */
  readonly effects: VisitEffect[]
  /** Every state that was told to the screens. */
  readonly told: (Visit | null)[]
  readonly keyFolder: string
}

export function keeperRig(
  folder: string,
  act: (effect: VisitEffect, visit: Visit, keeper: VisitKeeper) => void = () => {},
): KeeperRig {
  const store = openBoxStore(join(folder, 'box.db'), { now: () => AT })
  const effects: VisitEffect[] = []
  const told: (Visit | null)[] = []
  const keyFolder = join(folder, 'visits')
  const keeper: VisitKeeper = visitKeeper({
    store,
    keys: visitKeys(keyFolder, boxSecret(join(folder, 'box.secret'))),
    log: silent,
    now: () => AT,
    act: (effect, visit) => {
      effects.push(effect)
      act(effect, visit, keeper)
    },
    onChange: (visit) => told.push(visit),
  })
  return { store, keeper, effects, told, keyFolder }
}

export const OPENING = {
  visitId: 'v1',
  ticket: { id: 't1', number: 'A001', box: 'genk-1' },
  inspector: { seat: '1', name: 'Inspecteur Test' },
  openedAt: AT,
}

export function open(keeper: VisitKeeper, visitId = 'v1', commandId = `open-${visitId}`) {
  return keeper.open({ ...OPENING, visitId }, 'link-1', false, commandId)
}

export function command(
  keeper: VisitKeeper,
  asked: Extract<VisitEvent, { type: 'inspector.asked' }>['command'],
  commandId = `c-${Math.random()}`,
) {
  const event = { type: 'inspector.asked', at: AT, newId: commandId, command: asked } as const
  return keeper.command('v1', event, commandId)
}
