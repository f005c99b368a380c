import { Socket } from 'node:net'
import mqtt, { type MqttClient } from 'mqtt'
import type { Logger } from '../runtime/log.ts'

/** One connection to the broker, from CONNECT to its end. It never comes back: a new one is a new session. */
export interface MqttSession {
  readonly open: boolean
  /** Settles when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>
  /** QoS 1. True once the broker has it, which says nothing about the reader; false when the connection went. */
  publish(topic: string, payload: string, retain?: boolean): Promise<boolean>
  /** Says goodbye to the broker, so that the will is not sent. */
  close(): Promise<void>
}

export interface SessionOptions {
  readonly url: string
  /** Also the client id: one connection per name, which the broker can hold to the certificate. */
  readonly username: string
  readonly password: string
  readonly will: { readonly topic: string; readonly payload: string }
  readonly subscribe: readonly string[]
  readonly log: Logger
  readonly onMessage: (topic: string, payload: Uint8Array) => void
}

const CONNECT_TIMEOUT_MS = 3000
const CLOSE_TIMEOUT_MS = 500
/** A half-open connection is noticed within one and a half of these. */
const KEEPALIVE_SECONDS = 5

/** Connects and subscribes; null when the broker cannot be reached or refuses. */
export async function openSession(options: SessionOptions): Promise<MqttSession | null> {
  const client = mqtt.connect(options.url, {
    // 4 is MQTT 3.1.1, which every broker speaks; correctness needs nothing of version 5.
    protocolVersion: 4,
    clientId: options.username,
    username: options.username,
    password: options.password,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Each session is a new client, so that nothing waits in mqtt.js: the outbox is the only memory.
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: {
      topic: options.will.topic,
      payload: Buffer.from(options.will.payload),
      qos: 1,
      retain: true,
    },
  })
  client.on('error', (err) => options.log.debug({ err }, 'broker connection failed'))
  client.on('message', (topic, payload) => options.onMessage(topic, payload))
  const session = sessionOf(client)
  const ready = new Promise<boolean>((resolve) => {
    client.once('connect', () => {
      // mqtt.js leaves Nagle's algorithm on: 47 ms instead of 4 ms for a ticket and its acknowledgement.
      if (client.stream instanceof Socket) client.stream.setNoDelay(true)
      client.subscribe([...options.subscribe], { qos: 1 }, (error, granted) => {
        resolve(!error && (granted ?? []).every(({ qos }) => qos <= 2))
      })
    })
    void session.closed.then(() => resolve(false))
  })
  if (await ready) return session
  client.end(true)
  return null
}

function sessionOf(client: MqttClient): MqttSession {
  const unsettled = new Set<(arrived: boolean) => void>()
  let open = true
  const closed = new Promise<void>((resolve) => {
    client.once('close', () => {
      open = false
      client.end(true)
      for (const settle of unsettled) settle(false)
      unsettled.clear()
      resolve()
    })
  })
  return {
    get open() {
      return open
    },
    closed,
    publish: (topic, payload, retain = false) =>
      new Promise((resolve) => {
        if (!open) return resolve(false)
        unsettled.add(resolve)
        client.publish(topic, payload, { qos: 1, retain }, (error) => {
          unsettled.delete(resolve)
          resolve(!error)
        })
      }),
    close: async () => {
      if (!open) return
      const late = setTimeout(() => client.end(true), CLOSE_TIMEOUT_MS)
      client.end()
      await closed
      clearTimeout(late)
    },
  }
}
