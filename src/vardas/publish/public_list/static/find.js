// Finds names on the public list, in this browser: what is looked for is sent to nobody.
// The query is folded as publish/public_list/folding.py folds the names; see there for the reasons.
"use strict";
(() => {
  const form = document.getElementById("find");
  if (!form) return;
  const field = document.getElementById("name");
  const found = document.getElementById("found");
  const { root, home, none, many, fault } = form.dataset;
  const MOST = 6, SHOWN = 30, VOWEL = "a";
  const files = new Map();
  let asked = 0;

  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, fetch(`${root}search/${name}.json`).then((answer) => {
        if (!answer.ok) throw new Error(name);
        return answer.json();
      }));
    }
    return files.get(name);
  };

  const normal = (text) => text.normalize("NFKC").toLowerCase().normalize("NFC");
  const cutWords = (text) => normal(text).replace(/(?<=\p{L})[\p{Lm}\p{Mn}\p{Cf}'`´‘’′]+/gu, "").match(/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]+/gu) || [];

  const hex = (word) => word.codePointAt(0).toString(16).padStart(4, "0");

  const strip = (sounds, classes) => {
    let bones = "";
    for (const sound of sounds) {
      const kind = classes[sound] || "";
      if (!kind || (kind === VOWEL && bones) || bones.endsWith(kind)) continue;
      bones += kind;
    }
    return bones;
  };

  const fold = (word, table) => {
    const letters = [...word];
    let readings = [""];
    for (let at = 0; at < letters.length;) {
      let size = Math.min(table.longest, letters.length - at), heard;
      for (; size > 0 && !heard; size -= 1) heard = table.groups[letters.slice(at, at + size).join("")];
      size += 1;
      if (!heard) {
        heard = table.groups[[...letters[at].normalize("NFD")][0]];
        if (!heard) return [];
        size = 1;
      }
      readings = [...new Set(readings.flatMap((one) => heard.map((more) => one + more)))].slice(0, MOST * 2);
      at += size;
    }
    return [...new Set(readings.map((one) => strip(one, table.classes)).filter(Boolean))].slice(0, MOST);
  };

  // The people whose given name is another form of this one: Мікалай for Mikola.
  const findGiven = async (word, keys, table) => {
    const forms = [[`g${hex(word)}`, word], ...keys.filter((key) => key.length >= table.shortest).map((key) => [`h${key.slice(0, 2)}`, key])];
    const families = new Set();
    for (const [file, form] of forms) {
      if (table.files.includes(file)) for (const one of (await load(file))[form] || []) families.add(one);
    }
    const people = new Set();
    for (const family of families) {
      for (const number of (await load(`f${family % table.shelves}`))[family] || []) people.add(number);
    }
    return people;
  };

  // The people who have a word that begins like this one.
  const findWord = async (word, table) => {
    const keys = fold(word, table);
    const wanted = keys.length ? keys.map((key) => [`s${key.slice(0, 2).padEnd(2, "_")}`, key])
      : [[`u${hex(word)}`, word]];
    const people = new Map();
    for (const [file, key] of wanted) {
      if (!table.files.includes(file)) continue;
      for (const [one, numbers] of Object.entries(await load(file))) {
        if (!one.startsWith(key)) continue;
        const near = one === key ? 2 : 1;
        for (const number of numbers) people.set(number, Math.max(near, people.get(number) || 0));
      }
    }
    for (const number of await findGiven(word, keys, table)) if (!people.has(number)) people.set(number, 0.5);
    return people;
  };

  const search = async (text) => {
    const table = await load("letters");
    const words = [...new Set(cutWords(text))].slice(0, 5);
    if (!words.length) return null;
    let kept = null;
    for (const word of words) {
      const people = await findWord(word, table);
      if (kept === null) kept = people;
      else kept = new Map([...kept].filter(([number]) => people.has(number)).map(([number, near]) => [number, near + people.get(number)]));
    }
    const order = [...kept].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 400);
    const shown = [];
    for (const [number, near] of order) {
      const [id, ...names] = (await load(`p${Math.floor(number / table.together)}`))[number % table.together];
      const letters = names.map(normal);
      const literal = words.filter((word) => letters.some((name) => name.includes(word))).length;
      shown.push({ id, names, rank: literal * 10 + near, number });
    }
    shown.sort((one, other) => other.rank - one.rank || one.number - other.number);
    return { people: shown.slice(0, SHOWN), more: kept.size > SHOWN };
  };

  const add = (parent, tag, text = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  const show = (result) => {
    found.replaceChildren();
    if (!result) return;
    if (!result.people.length) { add(found, "p", none); return; }
    const list = add(found, "ul");
    list.className = "plain";
    for (const { id, names } of result.people) {
      const item = add(list, "li");
      const link = add(item, "a");
      link.href = `${home}person/${id}.html`;
      add(link, "bdi", names[0]);
      if (names.length > 1) {
        item.append(" ");
        const others = add(item, "span");
        others.className = "meta";
        names.slice(1).forEach((name, place) => { if (place) others.append(" · "); add(others, "bdi", name); });
      }
    }
    if (result.more) add(found, "p", many);
  };

  const ask = async () => {
    const number = ++asked;
    try {
      const result = await search(field.value);
      if (number === asked) show(result);
    } catch (error) {
      if (number === asked) { found.replaceChildren(); add(found, "p", fault); }
    }
  };

  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); ask(); });
  // Opened as a file, a page may not read others: then the lists by letter have to do.
  if (location.protocol !== "file:") form.hidden = false;
})();
