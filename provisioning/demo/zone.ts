/** The zone of the first roll-out: eight municipalities, two lokets in Genk and in Oudsbergen. */
const SITES = [
  { id: 'genk', name: 'Genk', prefix: 'A' },
  { id: 'oudsbergen', name: 'Oudsbergen', prefix: 'B' },
  { id: 'as', name: 'As', prefix: 'C' },
  { id: 'bocholt', name: 'Bocholt', prefix: 'D' },
  { id: 'bree', name: 'Bree', prefix: 'E' },
  { id: 'houthalen-helchteren', name: 'Houthalen-Helchteren', prefix: 'F' },
  { id: 'kinrooi', name: 'Kinrooi', prefix: 'G' },
  { id: 'zutendaal', name: 'Zutendaal', prefix: 'H' },
] as const
const SECOND_LOKETS = ['genk', 'oudsbergen'] as const
export const MOST_LOKETS = SITES.length + SECOND_LOKETS.length

/** One loket of the demo. */
export interface DemoLoket {
  readonly box: string
  readonly site: string
  readonly siteName: string
  readonly prefix: string
  readonly room: string
  /** How many lokets of the demo share the site's row, and which of them this is, from 1. */
  readonly lokets: number
  readonly place: number
}

/** All lokets of the zone: one in each municipality, then the second ones. */
const PLACES = [
  ...SITES.map((site) => ({ site, place: 1 })),
  ...SITES.filter((site) => SECOND_LOKETS.some((id) => id === site.id)).map((site) => ({
    site,
    place: 2,
  })),
]

/** The first lokets of the zone, or those of the boxes that are named. */
export function demoLokets(which: number | readonly string[]): DemoLoket[] {
  const chosen =
    typeof which === 'number'
      ? PLACES.slice(0, which)
      : PLACES.filter(({ site, place }) => which.includes(`${site.id}-${place}`))
  return chosen.map(({ site, place }) => ({
    box: `${site.id}-${place}`,
    site: site.id,
    siteName: site.name,
    prefix: site.prefix,
    room: `lokaal ${place}`,
    lokets: chosen.filter((other) => other.site.id === site.id).length,
    place,
  }))
}
