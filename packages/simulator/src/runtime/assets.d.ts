/** Style sheets and pictures that the bundler includes as text. */
declare module '*.css' {
  const text: string;
  export default text;
}
