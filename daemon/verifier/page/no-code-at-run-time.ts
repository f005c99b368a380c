/**
 * The page's policy forbids code made at run time, and a browser reports that it was tried. zod tries as soon as the first
 * schema is made: this is imported before any module that makes one.
 */
import * as z from 'zod'

z.config({ jitless: true })
