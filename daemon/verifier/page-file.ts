import { loadTrust } from '../identity/trust.ts'
import { parseTrust, TrustFileError } from './trust-file.ts'

/** Where the built page has room for whom it believes. */
const ROOM = '<script type="application/json" id="trust">null</script>'

/**
 * The verifier's page with the content of a trust file in it. The page's policy allows only its own script, whatever
 * the content is. @throws TrustFileError when the content is not one, or the page has no room for it.
 */
export function withTrust(html: string, content: unknown): string {
  parseTrust(content, loadTrust({ mode: 'belgium' }))
  if (!html.includes(ROOM)) throw new TrustFileError('the page is not one without a trust file')
  // A tag in a string would end the element.
  const json = JSON.stringify(content).replaceAll('<', '\\u003c')
  return html.replace(ROOM, () => ROOM.replace('null', () => json))
}
