/** Curves as a picture: SVG that says what it shows to whoever does not see it, in light and in dark. */

const WIDTH = 720;
const HEIGHT = 300;
const PLOT = { left: 64, right: 16, top: 40, bottom: 44 };
const DASHES = ["", "6 4", "2 3"]; // told apart without colour too

/**
 * @param {{title: string, across: {label: string, ticks: number[]}, upwards: {label: string},
 *   series: Record<string, [number, number][]>}} what
 * @returns {string}
 */
export function curves({ title, across, upwards, series }) {
  const greatest = nice(Math.max(...Object.values(series).flatMap((points) => points.map(([, y]) => y))));
  const last = across.ticks.at(-1);
  const x = (value) => PLOT.left + (value / last) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value) => HEIGHT - PLOT.bottom - (value / greatest) * (HEIGHT - PLOT.top - PLOT.bottom);
  const point = ([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`;
  const lines = Object.entries(series).map(
    ([name, points], i) =>
      `<polyline class="s${i}" stroke-dasharray="${DASHES[i]}" points="${points.map(point).join(" ")}"/>` +
      `<line class="s${i}" stroke-dasharray="${DASHES[i]}" x1="${80 + i * 210}" x2="${110 + i * 210}" y1="22" y2="22"/>` +
      `<text x="${116 + i * 210}" y="26">${name}</text>`,
  );
  const ticks = across.ticks.map((tick) => `<text class="m" x="${x(tick)}" y="${HEIGHT - 26}">${tick}</text>`);
  const steps = [0, 0.5, 1].map((share) => {
    const value = share * greatest;
    return (
      `<line class="grid" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y(value)}" y2="${y(value)}"/>` +
      `<text class="e" x="${PLOT.left - 8}" y="${y(value) + 4}">${value.toLocaleString("en").replaceAll(",", " ")}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<title>${title}</title>
<style>
  text { font: 13px system-ui, sans-serif; fill: #16242f } .m { text-anchor: middle } .e { text-anchor: end }
  polyline, line { fill: none; stroke-width: 2 } .grid { stroke: #d8d3c7; stroke-width: 1 }
  .s0 { stroke: #0b5784 } .s1 { stroke: #b36b00 } .s2 { stroke: #4b5b68 }
  @media (prefers-color-scheme: dark) {
    text { fill: #eaf0f4 } .grid { stroke: #33434f } .s0 { stroke: #7cc0ea } .s1 { stroke: #f0b35a } .s2 { stroke: #a9b8c4 }
  }
</style>
${[...steps, ...ticks, ...lines].join("\n")}
<text class="m" x="${(WIDTH + PLOT.left) / 2}" y="${HEIGHT - 8}">${across.label}</text>
<text x="8" y="16">${upwards.label}</text>
</svg>
`;
}

/** The next of 1, 2 and 5 times a power of ten. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
