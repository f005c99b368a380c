/** Forks a media child, tells its process id and waits to be killed; for `child.test.ts`. */
import { mediaConfig } from '../../../daemon/media/config.ts'
import { mediaUnit } from '../../../daemon/media/parent.ts'

const unit = mediaUnit({
  config: mediaConfig.parse(JSON.parse(process.argv[2] ?? '')),
  onReport: (report) => {
    if (report.type === 'ready') process.send?.(unit.pid())
  },
})
await unit.run(new AbortController().signal)
