declare module '*.css'
/** Vite bundles the module on its own and gives its address. */
declare module '*?worker&url' {
  const address: string
  export default address
}
/** The text of a file. */
declare module '*?raw' {
  const text: string
  export default text
}
