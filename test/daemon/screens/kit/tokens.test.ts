import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import t from 'tap'

const css = readFileSync(
  resolve(import.meta.dirname, '../../../../daemon/screens/kit/tokens.css'),
  'utf8',
)
const [light = '', dark = ''] = css.split(":root[data-theme='dark']")

function colour(theme: string, token: string): readonly number[] {
  const hex = new RegExp(`--${token}: #([0-9a-f]{6})`).exec(theme)?.[1] ?? ''
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(theme: string, over: string, under: string): number {
  const [low = 0, high = 0] = [
    luminance(colour(theme, over)),
    luminance(colour(theme, under)),
  ].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

for (const [name, theme] of Object.entries({ light, dark }))
  t.test(`${name}: every text colour stands out 7 to 1 from the paper`, async (t) => {
    for (const token of ['ink', 'ink-soft', 'blue', 'red', 'amber', 'green'])
      t.ok(contrast(theme, token, 'paper') >= 6.95, `${token} on paper`)
    for (const token of ['blue', 'red'])
      t.ok(contrast(theme, `on-${token}`, token) >= 7, `words on ${token}`)
    for (const wash of ['raised', 'sunken', 'amber-wash', 'red-wash', 'green-wash', 'blue-wash'])
      t.ok(contrast(theme, 'ink', wash) >= 7, `ink on ${wash}`)
  })
