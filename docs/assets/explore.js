// What if? Recomputes every score, level and rank from the model in the page. All arithmetic is in whole
// numbers (BigInt), so it agrees with the Python that made the pages to the last digit shown. State lives in the address.

const form = document.getElementById("explore");
const model = JSON.parse(document.getElementById("explore-model").textContent);
const { unit, components, bands, technologies, strings } = model;
const PLACES = 10000n;

const fill = (text, figures) => text.replace(/\{([a-z]+)\}/g, (_, key) => figures[key]);
const sum = (list) => list.reduce((total, each) => total + each, 0);
const magnitude = (number) => (number < 0n ? -number : number);
const profileOf = (id) => model.profiles.find((each) => each.id === id);
const technologyOf = (id) => technologies.find((each) => each.id === id);

// numerator/denominator to four decimals, ties away from zero
function decimal(numerator, denominator) {
  const size = (2n * magnitude(numerator) * PLACES + denominator) / (2n * denominator);
  const digits = String(size % PLACES).padStart(4, "0");
  return `${numerator < 0n && size ? "−" : ""}${size / PLACES}.${digits}`;
}

// --- the formula ---------------------------------------------------------------------------

// The score as a fraction with its terms, or the components whose input is missing.
function score(weights, values) {
  const missing = components.filter((_, i) => weights[i] && values[i] === null);
  const total = sum(weights);
  if (missing.length || !total) return { missing };
  const terms = weights.map((weight, i) => BigInt(weight ? weight * values[i] : 0));
  return { missing, terms, numerator: terms.reduce((a, b) => a + b), denominator: BigInt(total * unit) };
}

function levelOf({ numerator, denominator }) {
  const beyond = (edge) => numerator * BigInt(unit) - BigInt(edge) * denominator;
  return bands.find((band) => (band.above === null || beyond(band.above) > 0n) && beyond(band.upTo) <= 0n)?.level;
}

const weightsOf = (list) => list.map((weight) => weight ?? 0);
const published = new Map(
  technologies.map((each) => [each.id, score(weightsOf(profileOf(each.profile).weights), each.values)]),
);

function evaluate(state) {
  const results = technologies.map((technology) => {
    const own = weightsOf(profileOf(state.profile === "own" ? technology.profile : state.profile)?.weights ?? []);
    const weights = state.profile === "custom" ? state.weights : own;
    const values = technology.id === state.technology ? state.inputs : technology.values;
    const now = score(weights, values);
    return { technology, ...now, level: now.terms && levelOf(now), before: published.get(technology.id) };
  });
  const known = results.filter((each) => each.terms);
  const isAbove = (a, b) => a.numerator * b.denominator > b.numerator * a.denominator;
  for (const each of known) each.rank = 1 + known.filter((other) => isAbove(other, each)).length;
  return results.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
}

// The component whose contribution moved most, and by how much.
function mainReason({ terms, denominator, before }) {
  const moved = terms.map((term, i) => term * before.denominator - before.terms[i] * denominator);
  const size = moved.map(magnitude).reduce((a, b) => (a > b ? a : b));
  const index = moved.findIndex((each) => magnitude(each) === size);
  const by = decimal(moved[index], denominator * before.denominator);
  return fill(strings["explore-because"], { name: components[index].name, by: moved[index] < 0n ? by : `+${by}` });
}

// --- state ↔ address -----------------------------------------------------------------------

const initial = () => ({
  profile: "own",
  technology: technologies[0].id,
  weights: weightsOf(profileOf(technologies[0].profile).weights),
  inputs: [...technologies[0].values],
});
let state = initial();

const isWhole = (text) => /^\d{1,9}$/.test(text);
const whole = (text) => Math.min(unit, Number(text));

function read(address) {
  const asked = new URLSearchParams(address);
  const fresh = initial();
  const technology = technologyOf(asked.get("technology")) ?? technologyOf(fresh.technology);
  fresh.technology = technology.id;
  const given = asked.get("inputs")?.split(",");
  fresh.inputs = technology.values.map((value, i) => (value !== null && isWhole(given?.[i]) ? whole(given[i]) : value));
  const listed = asked.get("weights")?.split(",") ?? [];
  const weights = listed.filter(isWhole).map(whole);
  const isComplete = weights.length === components.length && listed.length === weights.length;
  if (isComplete && sum(weights)) Object.assign(fresh, { profile: "custom", weights });
  else if (profileOf(asked.get("profile"))) fresh.profile = asked.get("profile");
  if (fresh.profile !== "custom") {
    const shown = fresh.profile === "own" ? technology.profile : fresh.profile;
    fresh.weights = weightsOf(profileOf(shown).weights);
  }
  return fresh;
}

function write() {
  const technology = technologyOf(state.technology);
  const asked = new URLSearchParams();
  if (state.profile === "custom") asked.set("weights", state.weights.join(","));
  else if (state.profile !== "own") asked.set("profile", state.profile);
  const isEdited = state.inputs.some((value, i) => value !== technology.values[i]);
  if (isEdited || technology !== technologies[0]) asked.set("technology", technology.id);
  if (isEdited) asked.set("inputs", state.inputs.map((value) => value ?? "").join(","));
  const query = decodeURIComponent(asked.toString());
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}

// --- page ----------------------------------------------------------------------------------

const fields = {
  profile: form.elements.profile,
  technology: form.elements.technology,
  weights: components.map(({ id }) => form.elements[`weight-${id}`]),
  inputs: components.map(({ id }) => form.elements[`input-${id}`]),
};
const rows = new Map(
  [...document.querySelectorAll("#explore-results tbody tr")].map((row, i) => [technologies[i].id, row]),
);
const summary = document.getElementById("explore-summary");
const spoken = document.getElementById("explore-spoken");

function showSlider(field, value, words) {
  field.value = value ?? 0;
  field.disabled = value === null;
  field.setAttribute("aria-valuetext", words);
  field.parentElement.querySelector("output").textContent = words;
}

function showControls() {
  fields.profile.value = state.profile;
  fields.technology.value = state.technology;
  const total = sum(state.weights);
  state.weights.forEach((weight, i) => showSlider(fields.weights[i], weight, decimal(BigInt(weight), BigInt(total))));
  state.inputs.forEach((value, i) =>
    showSlider(fields.inputs[i], value, value === null ? strings.unknown : decimal(BigInt(value), BigInt(unit))),
  );
}

function showRow(result) {
  const row = rows.get(result.technology.id);
  const [rank, , level, now, , change] = row.cells;
  const known = Boolean(result.terms);
  rank.textContent = result.rank ?? "–";
  level.innerHTML = known ? `<span class="level level-${result.level.toLowerCase()}">${result.level}</span>` : "–";
  now.textContent = known ? decimal(result.numerator, result.denominator) : strings.unknown;
  const { numerator, denominator } = result.before;
  const moved = known ? result.numerator * denominator - numerator * result.denominator : 0n;
  const by = known ? decimal(moved, result.denominator * denominator) : "";
  change.textContent = known
    ? `${moved > 0n ? "+" : ""}${by}`
    : fill(strings["explore-missing"], { names: result.missing.map(({ name }) => name).join(strings["list-separator"]) });
  row.classList.toggle("changed", known && result.level !== levelOf(result.before));
  row.parentElement.append(row);
}

function describe(result) {
  return fill(strings["explore-changed"], {
    name: result.technology.name,
    before: levelOf(result.before),
    after: result.level,
    from: decimal(result.before.numerator, result.before.denominator),
    to: decimal(result.numerator, result.denominator),
    because: mainReason(result),
  });
}

let pending = 0;
function show() {
  const results = evaluate(state);
  showControls();
  results.forEach(showRow);
  const changed = results.filter((each) => each.terms && each.level !== levelOf(each.before));
  const sentences = changed.length ? changed.map(describe) : [strings["explore-none-changed"]];
  summary.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
  );
  clearTimeout(pending); // a dragged slider must not read out every step
  pending = setTimeout(() => { spoken.textContent = sentences.join(" "); }, 600);
}

function update(change) {
  Object.assign(state, change);
  show();
  write();
}

function chooseTechnology(id) {
  const technology = technologyOf(id);
  const change = { technology: id, inputs: [...technology.values] };
  if (state.profile === "own") change.weights = weightsOf(profileOf(technology.profile).weights);
  update(change);
}

function chooseProfile(id) {
  const shown = id === "own" ? technologyOf(state.technology).profile : id;
  update(id === "custom" ? { profile: id } : { profile: id, weights: weightsOf(profileOf(shown).weights) });
}

form.addEventListener("submit", (event) => event.preventDefault());
fields.profile.addEventListener("change", ({ target }) => chooseProfile(target.value));
fields.technology.addEventListener("change", ({ target }) => chooseTechnology(target.value));
fields.weights.forEach((field, i) =>
  field.addEventListener("input", () => {
    const weights = state.weights.with(i, whole(field.value));
    if (sum(weights)) update({ profile: "custom", weights });
    else showControls(); // weights of nothing give no score: the last one stays
  }),
);
fields.inputs.forEach((field, i) =>
  field.addEventListener("input", () => update({ inputs: state.inputs.with(i, whole(field.value)) })),
);
document.getElementById("explore-reset").addEventListener("click", () => update(initial()));
document.getElementById("explore-copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  spoken.textContent = strings["explore-copied"];
});
addEventListener("popstate", () => {
  state = read(location.search);
  show();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".md-select__link[hreflang]");
  if (link) link.search = location.search; // the other language shows the same setting
});

state = read(location.search);
form.hidden = false;
show();
