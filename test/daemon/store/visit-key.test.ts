import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { boxSecret, openBlob, sealBlob, visitKeys } from '../../../daemon/store/visit-key.ts'

t.test('what is sealed under a visit opens again, also after a restart', async (t) => {
  const folder = t.testdir()
  const secret = boxSecret(join(folder, 'box.secret'))
  const key = visitKeys(join(folder, 'keys'), secret).newVisitKey('visit-1')
  const again = visitKeys(join(folder, 'keys'), boxSecret(join(folder, 'box.secret')))
  const found = again.visitKey('visit-1')
  t.ok(found)
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const sealed = sealBlob(key, 'draft', bytes)
      return found !== null && Buffer.from(bytes).equals(openBlob(found, 'draft', sealed))
    }),
  )
})

t.test('nothing opens under another name, another visit, or with a byte changed', async (t) => {
  const folder = t.testdir()
  const keys = visitKeys(join(folder, 'keys'), boxSecret(join(folder, 'box.secret')))
  const key = keys.newVisitKey('one')
  const other = keys.newVisitKey('two')
  const sealed = sealBlob(key, 'draft', Buffer.from('words'))
  const refused = { name: 'VisitKeyError', code: 'DOES_NOT_OPEN' }
  t.throws(() => openBlob(key, 'scan', sealed), refused)
  t.throws(() => openBlob(other, 'draft', sealed), refused)
  t.throws(() => openBlob({ ...key, visitId: 'two' }, 'draft', sealed), refused)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
    t.throws(() => openBlob(key, 'draft', changed), refused)
  }
  t.throws(() => openBlob(key, 'draft', sealed.subarray(0, 20)), refused)
})

t.test('a destroyed key is gone, and its bytes with it', async (t) => {
  const folder = t.testdir()
  const keys = visitKeys(join(folder, 'keys'), boxSecret(join(folder, 'box.secret')))
  keys.newVisitKey('one')
  keys.newVisitKey('two')
  t.same(keys.visits().toSorted(), ['one', 'two'])
  const wrapped = readFileSync(join(folder, 'keys', 'one.key'))
  t.equal(keys.destroy('one'), true)
  t.equal(keys.destroy('one'), false)
  t.equal(keys.visitKey('one'), null)
  t.same(keys.visits(), ['two'])
  for (const name of readdirSync(join(folder, 'keys')))
    t.notOk(readFileSync(join(folder, 'keys', name)).includes(wrapped))
})

t.test('without the secret of the box its keys are noise', async (t) => {
  const folder = t.testdir()
  visitKeys(join(folder, 'keys'), boxSecret(join(folder, 'one.secret'))).newVisitKey('one')
  const stolen = visitKeys(join(folder, 'keys'), boxSecret(join(folder, 'two.secret')))
  t.throws(() => stolen.visitKey('one'), { code: 'DOES_NOT_OPEN' })
})

t.test('secrets are for their owner alone', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'box.secret')
  visitKeys(join(folder, 'keys'), boxSecret(file)).newVisitKey('one')
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700)
  t.equal(statSync(join(folder, 'keys', 'one.key')).mode & 0o777, 0o600)
})

t.test('refuses a secret that is none, and a visit that is a path', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'box.secret')
  writeFileSync(file, 'short')
  t.throws(() => boxSecret(file), { code: 'BOX_SECRET' })
  const keys = visitKeys(join(folder, 'keys'), new Uint8Array(32))
  for (const name of ['../box', '', 'a/b', 'x'.repeat(65)])
    t.throws(() => keys.newVisitKey(name), { code: 'BAD_NAME' })
  t.notOk(existsSync(join(folder, 'box.key')))
})
