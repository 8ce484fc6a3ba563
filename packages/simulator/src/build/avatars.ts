/** Portraits of the made-up users: a colour and a number, drawn here so that nothing is fetched. */

const COLOURS = ['#07c160', '#10aeff', '#fa9d3b', '#6467f0', '#fa5151', '#00a4a6'];

/** An SVG portrait; `name` is a number from 1. */
export function avatar(name: string): string {
  const number = Number.parseInt(name, 10) || 1;
  const colour = COLOURS[(number - 1) % COLOURS.length] ?? '#07c160';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132" viewBox="0 0 132 132">
<rect width="132" height="132" fill="${colour}"/><circle cx="66" cy="52" r="24" fill="#fff" fill-opacity=".92"/>
<path d="M18 132c4-32 24-48 48-48s44 16 48 48z" fill="#fff" fill-opacity=".92"/>
<text x="66" y="61" font-family="sans-serif" font-size="26" font-weight="700" text-anchor="middle" fill="${colour}">${number}</text></svg>`;
}
