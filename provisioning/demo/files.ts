import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BoxConfig } from '../../daemon/config.ts'
import { boxKid, makeKeys, OFFICE_KID, publicFileOf, saveKeys } from '../../daemon/runtime/keys.ts'
import type { TrustFile } from '../../daemon/verifier/trust-file.ts'
import type { RoomConfig } from '../../hw/room/config.ts'
import { makeAccounts } from '../../office/broker.ts'
import type { OfficeConfig } from '../../office/config.ts'
import { makeUsers } from '../../office/users.ts'
import { issueSeal } from '../setup/materials/seal.ts'
import type { DemoPlan } from './plan.ts'
import { DEMO_USERS } from './users.ts'
import type { DemoLoket } from './zone.ts'

/** Where what set-up made lies, and where this demo keeps its own. */
export interface DemoFolders {
  /** `.loket` of the checkout. */
  readonly made: string
  /** Configuration, keys, databases and logs of this demo. */
  readonly run: string
}

/** The settings file of each process, by its name. */
export interface DemoFiles {
  readonly broker: string
  readonly office: string
  readonly boxes: ReadonlyMap<string, { readonly room: string; readonly box: string }>
}

/** Writes every settings file anew; keys, passwords and databases are kept from one start to the next. */
export async function writeFiles(plan: DemoPlan, folders: DemoFolders): Promise<DemoFiles> {
  const { run } = folders
  for (const folder of ['config', 'keys', 'state', 'log', 'room'])
    mkdirSync(join(run, folder), { recursive: true, mode: 0o700 })
  const passwords = Object.fromEntries(
    ['office', ...plan.lokets.map(({ box }) => box)].map((user) => [user, password(run, user)]),
  )
  const office = await ownKeys(run, 'office', OFFICE_KID)
  for (const { box, siteName } of plan.lokets) {
    await ownKeys(run, box, boxKid(box))
    await issueSeal(sealFolder(folders.made), sealBase(run, box), { box, site: siteName })
  }
  write(run, 'accounts', makeAccounts(passwords))
  write(run, 'trust', trustOf(plan, folders))
  if (!existsSync(join(run, 'config', 'users.json')))
    write(run, 'users', makeUsers(DEMO_USERS.map((user) => ({ ...user }))))
  return {
    broker: write(run, 'broker', brokerSettings(plan, run)),
    office: write(run, 'office', officeSettings(plan, folders, office)),
    boxes: new Map(
      plan.lokets.map((loket) => [
        loket.box,
        {
          room: write(run, `${loket.box}.room`, roomSettings(plan, loket, folders)),
          box: write(run, loket.box, boxSettings(plan, loket, folders)),
        },
      ]),
    ),
  }
}

/** Whom `loket verify` believes in this demo. */
function trustOf(plan: DemoPlan, { made, run }: DemoFolders): TrustFile {
  const text = (...names: string[]) => readFileSync(join(...names), 'utf8')
  return {
    v: 1,
    boxes: plan.lokets.map(({ box }): unknown => JSON.parse(text(publicFileOf(keyFile(run, box))))),
    seals: [text(sealFolder(made), 'root.pem')],
    forTests: true,
    testRoots: testRoots(made)
      .filter(existsSync)
      .map((root) => text(root)),
  }
}

function testRoots(made: string): string[] {
  const folder = join(made, 'materials', 'cards', 'roots')
  return ['test-root.pem', 'test-root-ec.pem'].map((name) => join(folder, name))
}

function brokerSettings(plan: DemoPlan, run: string) {
  const accounts = join(run, 'config', 'accounts.json')
  return { host: '127.0.0.1', port: plan.ports.broker, accounts, logLevel: 'info' }
}

function officeSettings(plan: DemoPlan, { made, run }: DemoFolders, keys: string) {
  return {
    state: join(run, 'state', 'office'),
    keys,
    users: join(run, 'config', 'users.json'),
    boxes: plan.lokets.map(({ box, site, siteName, prefix, room }) => ({
      ...{ id: box, site, siteName, prefix, room },
      keys: publicFileOf(keyFile(run, box)),
    })),
    mqtt: {
      url: `mqtt://127.0.0.1:${plan.ports.dial}`,
      username: 'office',
      passwordFile: passwordFile(run, 'office'),
    },
    gateway: {
      host: plan.host,
      port: plan.ports.console,
      pages: join(made, 'pages', 'console'),
      testSentence: join(made, 'materials', 'sounds', 'inspector.wav'),
      verifier: {
        page: join(made, 'pages', 'verifier', 'verifier.html'),
        trust: join(run, 'config', 'trust.json'),
      },
      ...tls(plan, made),
    },
    control: join(run, 'office.sock'),
    ...(plan.exposed ? {} : { echo: { loopbackFrom: join(made, 'native') } }),
  } satisfies Partial<OfficeConfig>
}

function roomSettings(plan: DemoPlan, loket: DemoLoket, { made, run }: DemoFolders) {
  const ports = plan.portsOf(loket.box)
  const screens = plan.url(ports.screens)
  return {
    box: loket.box,
    site: loket.siteName,
    room: loket.room,
    http: { host: plan.host, port: ports.room, ...tls(plan, made) },
    pages: join(made, 'pages'),
    dir: roomFolder(run, loket.box),
    cards: join(made, 'materials', 'cards'),
    unpacked: join(made, 'debian'),
    reader: plan.reader,
    screens: { info: `${screens}/info/`, reading: `${screens}/reading/` },
    ipp: { port: ports.ipp },
  } satisfies Partial<RoomConfig>
}

function boxSettings(plan: DemoPlan, loket: DemoLoket, { made, run }: DemoFolders) {
  const { box, site, siteName, room, prefix, lokets, place } = loket
  const ports = plan.portsOf(box)
  const dir = roomFolder(run, box)
  const sounds = join(made, 'materials', 'sounds')
  const reader = join(dir, 'reader')
  return {
    box,
    site: { id: site, name: siteName, room, prefix, lokets, place },
    state: join(run, 'state', box),
    keys: {
      own: keyFile(run, box),
      office: publicFileOf(keyFile(run, 'office')),
      seal: {
        key: `${sealBase(run, box)}.key`,
        certificate: `${sealBase(run, box)}.pem`,
        chain: join(sealFolder(made), 'root.pem'),
      },
      handwriting: join(sealFolder(made), 'holder.pem'),
    },
    mqtt: {
      url: `mqtt://127.0.0.1:${plan.ports.dial}`,
      username: box,
      passwordFile: passwordFile(run, box),
      idleReconnectMs: 2000,
    },
    screens: {
      host: plan.host,
      port: ports.screens,
      pages: join(made, 'pages'),
      framedBy: [plan.url(ports.room)],
      ...tls(plan, made),
    },
    control: join(run, `${box}.sock`),
    media: {
      camera: { kind: 'portrait', file: join(made, 'materials', 'portrait.png') },
      microphone: { kind: 'sentence', file: join(sounds, 'citizen.wav') },
      cable: join(dir, 'av.sock'),
      markFrames: plan.markFrames,
      iceLoopback: !plan.exposed,
      native: join(made, 'native'),
      eyes: { nets: join(made, 'nets') },
    },
    card: {
      reader: plan.reader,
      socket: join(reader, plan.reader === 'pcsc' ? 'pcscd.sock' : 'reader.sock'),
      trust: {
        mode: 'test',
        roots: testRoots(made),
      },
      pinPad: join(reader, 'pinpad.sock'),
    },
    button: { input: 'sim', socket: join(dir, 'button.sock') },
    slipPrinter: { device: join(dir, 'slip-printer') },
    pad: { device: join(dir, 'pad') },
    documentPrinter: { url: `ipp://127.0.0.1:${ports.ipp}/ipp/print` },
    simulated: ['button', 'slip_printer', 'pad', 'document_printer', 'card_reader', 'media'],
  } satisfies Partial<Record<keyof BoxConfig, unknown>>
}

function tls(plan: DemoPlan, made: string) {
  if (!plan.exposed) return {}
  const folder = join(made, 'materials', 'tls')
  return { tls: { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') } }
}

/** Short, for a path of a unix socket holds 107 bytes. */
function roomFolder(run: string, box: string): string {
  return join(run, 'room', box)
}
function keyFile(run: string, party: string): string {
  return join(run, 'keys', `${party}.json`)
}
function sealBase(run: string, box: string): string {
  return join(run, 'keys', `${box}.seal`)
}
function sealFolder(made: string): string {
  return join(made, 'materials', 'seal')
}
function passwordFile(run: string, user: string): string {
  return join(run, 'keys', `${user}.password`)
}

async function ownKeys(run: string, party: string, kid: string): Promise<string> {
  const file = keyFile(run, party)
  if (!existsSync(file)) await saveKeys(file, await makeKeys(kid))
  return file
}

function password(run: string, user: string): string {
  const file = passwordFile(run, user)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function write(run: string, name: string, content: object): string {
  const file = join(run, 'config', `${name}.json`)
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  return file
}
