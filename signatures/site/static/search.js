"use strict";
// Finds issues and error codes in searchIndex (search-index.js) as the reader
// types. Every word must be found; the query is kept behind the # of the address.
(() => {
  const shown = 50;
  const prefix = "q=";
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const lang = document.documentElement.lang;

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const entries = searchIndex.map((entry) => ({
    entry,
    name: fold(entry.name),
    exact: new Set((entry.exact || []).map(fold)),
    title: fold(entry.en + "\n" + entry.ja),
    text: fold(entry.text || ""),
  }));

  // weight says how well a word fits: the whole id or code first.
  const weight = (e, word) =>
    e.name === word ? 100
      : e.exact.has(word) ? 50
        : e.name.includes(word) ? 20
          : e.title.includes(word) ? 5
            : e.text.includes(word) ? 1 : 0;

  const find = (words) => entries
    .map((e) => ({ entry: e.entry, weights: words.map((word) => weight(e, word)) }))
    .filter((hit) => hit.weights.every((w) => w > 0))
    .map((hit) => ({ entry: hit.entry, sum: hit.weights.reduce((a, b) => a + b, 0) }))
    .sort((a, b) => b.sum - a.sum);

  const item = (entry) => {
    const link = document.createElement("a");
    link.href = entry.url;
    const id = document.createElement("span");
    id.className = "id";
    id.textContent = entry.name;
    link.append(id, " " + entry[lang]);
    const li = document.createElement("li");
    li.append(link);
    return li;
  };

  const say = (n) => {
    const text = n === 0 ? form.dataset.none : n > shown ? form.dataset.first : form.dataset.found;
    status.textContent = text.replace("{n}", n).replace("{shown}", shown);
  };

  const search = () => {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    history.replaceState(null, "", "#" + prefix + encodeURIComponent(query.value));
    results.replaceChildren();
    status.textContent = "";
    if (words.length === 0) return;
    const hits = find(words);
    results.append(...hits.slice(0, shown).map((hit) => item(hit.entry)));
    say(hits.length);
  };

  const fromAddress = () => {
    const hash = location.hash.slice(1);
    if (!hash.startsWith(prefix)) return;
    try {
      query.value = decodeURIComponent(hash.slice(prefix.length));
    } catch {
      query.value = ""; // no address of ours
    }
    search();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  query.addEventListener("input", search);
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
