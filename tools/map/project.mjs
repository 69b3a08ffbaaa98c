// Projects the shapes of the map once: `npm install world-atlas@2.0.2 topojson-client@3 d3-geo@3`, then
// `node tools/map/project.mjs > apps/explorer/plots/shapes.json`. Nothing of this runs with the site.
//
// Natural Earth draws who holds a place. Two places are drawn with the state whose territory they are by resolutions of the
// United Nations, which the EU stands by: Crimea with Ukraine (General Assembly 68/262), the north of Cyprus with Cyprus
// (Security Council 541 and 550). `docs/method.md` says the same to readers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoConicConformal, geoContains, geoPath } from "d3-geo";
import { feature, mergeArcs } from "topojson-client";

const WIDTH = 600, HEIGHT = 590, TINY = 3;
const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-50m.json")));
// ISO 3166: the atlas has numbers, the data two letters. Kosovo has no number in the atlas; it goes by its name.
const CODES = {
  "008": "AL", "040": "AT", "056": "BE", "070": "BA", "100": "BG", "112": "BY", "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "246": "FI",
  "250": "FR", "268": "GE", "276": "DE", "300": "GR", "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV", "440": "LT", "442": "LU", "470": "MT",
  "498": "MD", "499": "ME", "528": "NL", "578": "NO", "616": "PL", "620": "PT", "642": "RO", "643": "RU", "688": "RS", "703": "SK", "705": "SI", "724": "ES",
  "752": "SE", "756": "CH", "792": "TR", "804": "UA", "807": "MK", "826": "GB", "051": "AM", "031": "AZ",
};
const DOTS = { MT: [14.4, 35.9], LU: [6.1, 49.7], CY: [33.2, 35.1] };
const frame = { type: "MultiPoint", coordinates: [[-22, 66], [-9.5, 36.5], [34.5, 34.2], [42, 40], [30, 71]] };
const projection = geoConicConformal().parallels([40, 62]).rotate([-14, 0]).fitExtent([[14, 14], [WIDTH - 14, HEIGHT - 14]], frame).clipExtent([[0, 0], [WIDTH, HEIGHT]]);
const draw = geoPath(projection).digits(0);

const countries = atlas.objects.countries.geometries;
const named = (name) => countries.find((country) => country.properties.name === name);
const polygons = (country) => (country.type === "Polygon" ? [country.arcs] : country.arcs);
const SIMFEROPOL = [34.1, 44.95];
// Moves the polygons of one country that FIT to another; the border between them goes.
function give(from, to, fit) {
  const moved = polygons(from).filter(fit), kept = polygons(from).filter((arcs) => !moved.includes(arcs));
  if (!moved.length) throw new Error(`${from.properties.name} has nothing to give to ${to.properties.name}: the atlas is another one`);
  Object.assign(to, mergeArcs(atlas, [to, { type: "MultiPolygon", arcs: moved }]));
  Object.assign(from, { type: "MultiPolygon", arcs: kept });
}
give(named("Russia"), named("Ukraine"), (arcs) => geoContains(feature(atlas, { type: "Polygon", arcs }), SIMFEROPOL));
give(named("N. Cyprus"), named("Cyprus"), () => true);

// Points that fall on the one before are left out; each is written as its distance from that.
function points(ring) {
  const found = ring.match(/-?\d+,-?\d+/g).map((text) => text.split(",").map(Number));
  return found.filter((point, index) => !index || point.some((value, axis) => value !== found[index - 1][axis]));
}
function written([first, ...others]) {
  let [x, y] = first;
  return `M${x},${y}l` + others.map(([right, down]) => { const step = `${right - x},${down - y}`; [x, y] = [right, down]; return step; }).join(" ").replaceAll(" -", "-").replaceAll(",-", "-") + "z";
}
function isSeen(points) {
  const spread = (axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
  return spread(0) >= TINY || spread(1) >= TINY;
}

const shapes = {}, rest = [];
for (const country of feature(atlas, atlas.objects.countries).features) {
  const rings = (draw(country) || "").match(/M[^M]+/g) || [];
  const drawn = rings.map(points).filter(isSeen).map(written).join("");
  const code = country.properties.name === "Kosovo" ? "XK" : CODES[country.id];
  if (!drawn) continue;
  if (code) shapes[code] = drawn;
  else rest.push(drawn);
}
const dots = Object.fromEntries(Object.entries(DOTS).map(([code, place]) => [code, projection(place).map(Math.round)]));
console.log(JSON.stringify({ width: WIDTH, height: HEIGHT, shapes: Object.fromEntries(Object.entries(shapes).sort()), rest: rest.join(""), dots }, null, 0).replaceAll('","', '",\n"'));
