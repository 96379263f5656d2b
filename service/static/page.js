// The page: sends the article to /v1/stances and shows the answer.
// Whatever comes from an article reaches the document through textContent alone.

const SYMBOLS = { support: "+", oppose: "−", neutral: "0" };
const SAMPLE = {
  title: "Oslo demands the release of journalists held in Minsk",
  text: `The Norwegian government has sharply criticised Belarus over the arrest of three journalists. Foreign Minister Kari Lund called the detentions "a disgrace" and demanded their release.

Belarus rejected the charge on Tuesday. "Oslo is spreading lies about us," said Anton Hrynko, a spokesman for the Belarusian foreign ministry.

Lithuania backed Norway. President Rasa Vaitkute praised Lund for her "clear words" and pledged to take the case to the United Nations. The European Union has not commented.`,
};
const page = Object.fromEntries(
  ["form", "title", "text", "score", "sample", "status", "problem", "result", "stances", "stance-count", "no-stances",
    "warnings", "filter", "actors", "actor-count", "article", "article-title", "model"]
    .map((id) => [id, document.getElementById(id)]),
);
let answer = null;
let chosen = null;

page.form.addEventListener("submit", (event) => {
  event.preventDefault();
  score();
});
page.text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) page.form.requestSubmit();
});
page.sample.addEventListener("click", () => {
  page.title.value = SAMPLE.title;
  page.text.value = SAMPLE.text;
  score();
});

async function score() {
  const article = { text: page.text.value, explain: true };
  if (page.title.value.trim()) article.title = page.title.value;
  page.score.disabled = true;
  page.status.textContent = "Scoring …";
  page.problem.hidden = true;
  try {
    const response = await fetch("v1/stances", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(article),
    });
    const body = await response.json();
    if (!response.ok) throw new ProblemAnswer(body);
    show(body, article);
    page.status.textContent = "";
    page.result.scrollIntoView({ block: "nearest" });
  } catch (error) {
    page.result.hidden = true;
    page.status.textContent = "";
    showProblem(error);
  } finally {
    page.score.disabled = false;
  }
}

class ProblemAnswer extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

function showProblem(error) {
  const { title, detail } = error.problem ?? { title: "The service does not answer", detail: error.message };
  page.problem.replaceChildren(element("strong", {}, title), element("div", {}, detail));
  page.problem.hidden = false;
}

function show(body, article) {
  answer = body;
  answer.byId = new Map(body.actors.map((actor) => [actor.id, actor]));
  answer.text = article.text;
  answer.title = article.title?.trim() ?? "";
  chosen = null;
  page.warnings.textContent = body.warnings.join(" ");
  page.warnings.hidden = body.warnings.length === 0;
  page["actor-count"].textContent = body.actors.length;
  page.model.textContent = `Model ${body.model.name}, version ${body.model.version}.`;
  showActors();
  choose(null);
  page.result.hidden = false;
}

function showActors() {
  page.actors.replaceChildren(...answer.actors.map((actor) => {
    const button = element("button", { type: "button", class: "actor", "data-actor": actor.id, "aria-pressed": "false" }, actor.name);
    button.addEventListener("click", () => choose(chosen === actor.id ? null : actor.id));
    const kind = actor.type.replace("_", " ") + (actor.country ? ` · ${actor.country}` : "");
    const item = element("li", {},
      element("div", { class: "row" }, button, element("span", { class: "quiet" }, kind)));
    if (actor.aliases.length) item.append(element("div", { class: "quiet" }, `also ${actor.aliases.join(", ")}`));
    if (actor.affiliation) item.append(element("div", { class: "quiet" }, `of ${nameOf(actor.affiliation)}`));
    item.append(bar(actor.salience, "of the article's attention"), summaries(actor));
    return item;
  }));
}

function bar(share, meaning) {
  const namespace = "http://www.w3.org/2000/svg";
  const whole = document.createElementNS(namespace, "svg");
  const filled = document.createElementNS(namespace, "rect");
  whole.setAttribute("class", "bar");
  whole.setAttribute("role", "img");
  whole.setAttribute("aria-label", `${percent(share)} ${meaning}`);
  filled.setAttribute("width", `${(share * 100).toFixed(1)}%`);
  filled.setAttribute("height", "100%");
  whole.append(filled);
  return whole;
}

function summaries(actor) {
  const kinds = [["holds", actor.stance], ["receives", actor.received], ["portrayed", actor.portrayal]];
  return element("div", { class: "summary" }, ...kinds.filter(([, summary]) => summary).map(([name, summary]) =>
    element("span", { class: `badge ${summary.label}` }, `${name} ${signed(summary.score)}`)));
}

function choose(id) {
  chosen = id;
  for (const button of page.actors.querySelectorAll(".actor")) {
    button.setAttribute("aria-pressed", String(button.dataset.actor === id));
  }
  showFilter();
  showStances();
  showArticle();
}

function showFilter() {
  page.filter.hidden = chosen === null;
  if (chosen === null) return;
  const all = element("button", { type: "button" }, "Show all");
  all.addEventListener("click", () => choose(null));
  page.filter.replaceChildren(element("span", {}, `Only stances of and toward ${nameOf(chosen)}.`), all);
}

function showStances() {
  const stances = answer.stances
    .filter((stance) => chosen === null || stance.holder === chosen || stance.target === chosen)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  page["stance-count"].textContent = stances.length;
  page["no-stances"].hidden = stances.length > 0;
  page.stances.hidden = stances.length === 0;
  page.stances.tBodies[0].replaceChildren(...stances.flatMap(stanceRows));
}

function stanceRows(stance, index) {
  const opener = element("button", { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": `evidence-${index}` }, nameOf(stance.holder));
  const row = element("tr", { class: "stance" },
    element("td", {}, opener),
    element("td", { class: "arrow" }, "→"),
    element("td", {}, nameOf(stance.target)),
    element("td", {}, element("span", { class: `badge ${stance.label}` }, `${SYMBOLS[stance.label]} ${stance.label}`)),
    element("td", { class: "number" }, signed(stance.score)),
    element("td", { class: "number" }, bar(stance.confidence, "confidence"), percent(stance.confidence)));
  const evidence = element("tr", { class: "evidence", id: `evidence-${index}`, hidden: "" },
    element("td", { colspan: 6 }, ...stance.evidence.map(showEvidence)));
  row.addEventListener("click", () => {
    evidence.hidden = !evidence.hidden;
    opener.setAttribute("aria-expanded", String(!evidence.hidden));
  });
  return [row, evidence];
}

function showEvidence(evidence) {
  const label = evidence.score > 0.2 ? "support" : evidence.score < -0.2 ? "oppose" : "neutral";
  const spoken = evidence.speech === "none" ? "" : `${evidence.speech} speech${evidence.speaker ? ` of ${nameOf(evidence.speaker)}` : ""} · `;
  const place = evidence.part === "title" ? "title · " : "";
  const block = element("blockquote", { class: label },
    element("div", {}, evidence.text),
    element("div", { class: "quiet" }, `${place}${spoken}${signed(evidence.score)}`));
  if (evidence.explanation.length) {
    block.append(element("details", {}, element("summary", {}, "Why"),
      element("dl", { class: "why" }, ...evidence.explanation.flatMap((one) => [
        element("dt", { class: one.weight > 0 ? "support" : "oppose" }, signed(one.weight)),
        element("dd", { class: "quiet" }, one.block),
        element("dd", {}, one.feature),
      ]))));
  }
  return block;
}

function showArticle() {
  page["article-title"].hidden = answer.title === "";
  page["article-title"].replaceChildren(...marked(answer.title, "title"));
  page.article.replaceChildren(...marked(answer.text, "text"));
}

// The text with every mention marked. Offsets count code points, JavaScript's strings UTF-16 units.
function marked(text, part) {
  const points = Array.from(text);
  const mentions = answer.actors
    .flatMap((actor) => actor.mentions.filter((m) => m.part === part).map((m) => ({ ...m, actor })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const nodes = [];
  let at = 0;
  for (const { start, end, kind, actor } of mentions) {
    if (start < at) continue;
    nodes.push(points.slice(at, start).join(""));
    const classes = chosen === actor.id ? "chosen" : "";
    const mark = element("mark", { class: classes, title: `${actor.name} (${kind})` }, points.slice(start, end).join(""));
    mark.addEventListener("click", () => choose(chosen === actor.id ? null : actor.id));
    nodes.push(mark);
    at = end;
  }
  nodes.push(points.slice(at).join(""));
  return nodes;
}

function nameOf(id) {
  return answer.byId.get(id)?.name ?? id;
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

function signed(value) {
  const figures = Math.abs(value).toFixed(2);
  return Number(figures) === 0 ? figures : `${value < 0 ? "−" : "+"}${figures}`;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
