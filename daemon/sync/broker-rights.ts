import { boxTopic, parseBoxTopic, RIGHTS } from './topics.ts'

/** The user name of the office at the broker; a box's is its id. */
export const OFFICE_USER = 'office'
const BOX_USER = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Whether `user` may publish on `topic`. Wildcards are no topic. */
export function mayPublish(user: string, topic: string): boolean {
  if (user === OFFICE_USER) {
    const parsed = parseBoxTopic(topic)
    if (parsed) return BOX_USER.test(parsed.box) && RIGHTS.office.publish.includes(parsed.topic)
    return RIGHTS.office.publishAlso.includes(topic)
  }
  return isBox(user) && RIGHTS.box.publish.some((name) => boxTopic(user, name) === topic)
}

/** Whether `user` may subscribe to `filter`: exactly the filters of the table, so no wildcard reaches further. */
export function maySubscribe(user: string, filter: string): boolean {
  if (user === OFFICE_USER)
    return RIGHTS.office.subscribe.some((name) => boxTopic('+', name) === filter)
  if (!isBox(user)) return false
  const own = RIGHTS.box.subscribe.some((name) => boxTopic(user, name) === filter)
  return own || RIGHTS.box.subscribeAlso.includes(filter)
}

/** The same rights as mosquitto's `acl_file`. @throws RangeError for a name that would change its meaning. */
export function aclFile(boxes: readonly string[]): string {
  const office = [
    `user ${OFFICE_USER}`,
    ...RIGHTS.office.publish.map((name) => `topic write ${boxTopic('+', name)}`),
    ...RIGHTS.office.publishAlso.map((topic) => `topic write ${topic}`),
    ...RIGHTS.office.subscribe.map((name) => `topic read ${boxTopic('+', name)}`),
  ]
  const each = boxes.map((box) => {
    if (!isBox(box)) throw new RangeError('a box has a name that the broker cannot hold apart')
    return [
      `user ${box}`,
      ...RIGHTS.box.publish.map((name) => `topic write ${boxTopic(box, name)}`),
      ...RIGHTS.box.subscribe.map((name) => `topic read ${boxTopic(box, name)}`),
      ...RIGHTS.box.subscribeAlso.map((topic) => `topic read ${topic}`),
    ]
  })
  return `${[office, ...each].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function isBox(user: string): boolean {
  return user !== OFFICE_USER && BOX_USER.test(user)
}
