/**
 * `npm run screenshots [-- --readme]`: plays visits in the whole product and writes a picture of every page in every
 * state that it passes into `.loket/screenshots`. With `--readme` it makes only the two pictures of the README.
 */
import { join } from 'node:path'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { pictureEnd, pictureStart, takeTickets } from './screenshots-edges.ts'
import { pictureReadme } from './screenshots-readme.ts'
import { openStudio } from './screenshots-studio.ts'
import { pictureVisit } from './screenshots-visit.ts'

const root = join(import.meta.dirname, '../..')
const readme = process.argv.includes('--readme')
const begunMs = performance.now()
let pictures = 0

function say(file: string): void {
  pictures += 1
  const seconds = ((performance.now() - begunMs) / 1000).toFixed(1)
  process.stdout.write(`${seconds.padStart(6)} s  ${file}\n`)
}

// Chromium takes its time zone from here: the console's clocks then agree with the loket's.
process.env['TZ'] = 'Europe/Brussels'
const studio = await openStudio(readme ? undefined : join(root, '.loket/screenshots'), say)
try {
  if (readme) await pictureReadme(studio, join(root, 'docs'), say)
  else {
    await pictureStart(studio)
    await takeTickets(studio, LANGUAGES.length + 1)
    for (const [at, language] of LANGUAGES.entries())
      await pictureVisit({ studio, language, first: at === 0 })
    await pictureEnd(studio)
  }
} finally {
  await studio.end()
}
process.stdout.write(`${pictures} pictures\n`)
