/** What the limits of an exchange promise: each part fits in a message, and all of it in a dossier. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'
import type { VisitCommand } from '../../../daemon/core/visit-command.ts'
import { seal } from '../../../daemon/documents/seal.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { commandBodySchema } from '../../../daemon/sync/command-schema.ts'
import { envelopeMaker } from '../../../daemon/sync/envelope.ts'
import { MAX_PAYLOAD } from '../../../daemon/sync/topics.ts'
import { partsAsSent } from '../documents/exchanged.ts'
import { specimenInput } from '../documents/specimen.ts'
import { clock, makeParties, openStore } from './parties.ts'

const parties = await makeParties()
const sha256 = 'a'.repeat(64)
const [part = ''] = partsAsSent(randomBytes(EXCHANGE_LIMITS.partBytes))

t.test('the largest part fits in a message', async (t) => {
  const command: VisitCommand = { name: 'exchange.part', sha256, part: 10, base64: part }
  const body = { name: 'visit', visitId: 'v'.repeat(36), command }
  const context = { purpose: 'command', box: 'oudsbergen-2', id: 'c'.repeat(36) }
  const jwe = await seal(parties.genk.public, { ...context, body }, parties.office)
  const expires = clock.now()
  const make = envelopeMaker(parties.office, clock)
  const payload = make('cmd', 'box:genk-1', { commandId: context.id, term: 9, expires, jwe })
  t.ok(payload.length <= MAX_PAYLOAD.other, `${payload.length} bytes`)
})

t.test('a dossier with all that can be given, beside long papers, can be sent', async (t) => {
  const text = Array.from({ length: 5000 }, (_, n) => `één${n * 7919} `).join('')
  const statement = await makeStatement({ ...specimenInput(), text: text.slice(0, 40_000) })
  const others = [
    statement,
    randomBytes(20_000),
    ...Array.from({ length: 3 }, () => randomBytes(50_000)),
  ]
  const given = randomBytes(EXCHANGE_LIMITS.bytes)
  const files = [...others, given].map((bytes) => ({
    name: 'f.pdf',
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const record = { text: text.slice(0, 40_000), files: 'x'.repeat(30_000) }
  const context = { purpose: 'dossier', box: 'genk-1', id: 'd-1' }
  const jwe = await seal(
    parties.office.public,
    { ...context, body: { record, files } },
    parties.genk,
  )
  const store = openStore(t.testdir())
  t.doesNotThrow(() =>
    store.transact((tx) =>
      tx.append({
        ...{ kind: 'dossier.sealed', dossierId: 'd-1', visitId: 'v-1', number: 'A001', jwe },
        ...{ visitKind: 'complaint', outcome: 'signed', seat: '1', closedAt: clock.now() },
      }),
    ),
  )
  store.close()
})

t.test('what a console may say of a document is bounded', async (t) => {
  const begin = { name: 'exchange.begin', sha256, title: 'Factuur', type: 'pdf', bytes: 1 } as const
  const takes = (command: object) =>
    commandBodySchema.safeParse({ name: 'visit', visitId: 'v', command }).success
  t.ok(takes(begin))
  t.ok(takes({ name: 'exchange.part', sha256, part: 0, base64: part }))
  const { bytes, nameLength } = EXCHANGE_LIMITS
  for (const change of [
    ...[{ title: ' ' }, { title: 'x'.repeat(nameLength + 1) }, { type: 'png' }, { type: 'exe' }],
    ...[{ bytes: 0 }, { bytes: 1.5 }, { bytes: bytes + 1 }],
    ...[{ sha256: 'A'.repeat(64) }, { sha256: '..' }, { file: '/etc/passwd' }],
  ])
    t.notOk(takes({ ...begin, ...change }), JSON.stringify(change).slice(0, 40))
  for (const change of [{ part: -1 }, { part: 0.5 }, { base64: `${part}AAAA` }, { base64: '*' }])
    t.notOk(takes({ name: 'exchange.part', sha256, part: 0, base64: part, ...change }))
})
