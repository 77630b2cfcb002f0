// The analysis as the page reads it: unpacks what payload.rs packed, and indexes it by document.

export const METRICS = ['cosine', 'jaccard', 'containment', 'coverage'];
/** Measures by which row and column may not be exchanged. */
export const DIRECTED = new Set(['containment', 'coverage']);
export const ATTRIBUTIONS = ['boilerplate', 'shared', 'local'];
export const CHANGES = ['figure', 'name', 'wording'];
export const OPERATIONS = ['equal', 'replace', 'insert', 'delete'];

/** A text addressed by code points, as all spans are; JavaScript's own strings count UTF-16 units. */
export class SourceText {
  constructor(text) {
    this.text = text;
    this.offsets = /[\ud800-\udfff]/.test(text) ? codePointOffsets(text) : null;
    this.length = this.offsets ? this.offsets.length - 1 : text.length;
  }

  unit(position) {
    const inside = Math.max(0, Math.min(position, this.length));
    return this.offsets ? this.offsets[inside] : inside;
  }

  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

function codePointOffsets(text) {
  const offsets = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  offsets.push(offset);
  return offsets;
}

class Matrix {
  /** `sides` says of each row on which side it is, where rows of one side were not compared; else it is null. */
  constructor(packed, sides) {
    const [form] = Object.keys(packed);
    this.form = form;
    this.sides = sides;
    if (form === 'nearest' || form === 'between') {
      this.rows = packed[form].map((row) => {
        const cells = new Map();
        for (let i = 0; i < row.length; i += 2) cells.set(row[i], row[i + 1] / 10000);
        return cells;
      });
      this.size = this.rows.length;
    } else {
      this.cells = packed[form].cells;
      this.size = packed[form].rows;
    }
  }

  /** Whether two rows were compared; a row with itself, too. */
  isCompared(row, column) {
    return !this.sides || row === column || this.sides[row] !== this.sides[column];
  }

  /** The value of a cell; null where it is not in this file, or the two were not compared. */
  get(row, column) {
    if (!this.isCompared(row, column)) return null;
    if (this.form === 'between') return row === column ? 1 : this.rows[row].get(column) ?? 0;
    if (this.form === 'nearest') {
      if (row === column) return 1;
      return this.rows[row].get(column) ?? null;
    }
    if (this.form === 'full') return this.cells[row * this.size + column] / 10000;
    if (row === column) return 1;
    const [low, high] = row < column ? [row, column] : [column, row];
    return this.cells[low * this.size - (low * (low + 1)) / 2 + (high - low - 1)] / 10000;
  }

  /** Columns and values of a row, as far as they are in this file. */
  row(index) {
    if (this.rows) return [...this.rows[index]];
    return Array.from({ length: this.size }, (_, column) => [column, this.get(index, column)]).filter(([, value]) => value !== null);
  }

  get isWhole() {
    return this.form !== 'nearest';
  }

  /** The stronger direction of two rows; null where neither is in this file. */
  either(row, column) {
    const there = this.get(row, column);
    const back = this.get(column, row);
    if (there === null && back === null) return null;
    return Math.max(there ?? 0, back ?? 0);
  }
}

function unpackLevel(level, sides = null) {
  const matrices = {};
  const trees = {};
  METRICS.forEach((metric, i) => {
    matrices[metric] = new Matrix(level.matrices[i], sides);
    trees[metric] = level.trees[i];
  });
  return { matrices, trees };
}

function unpackShares(numbers) {
  const [boilerplate, shared, local] = numbers;
  return { boilerplate, shared, local };
}

function unpackInformation([bits, ...shares]) {
  return { bits, ...unpackShares(shares) };
}

function unpackRuns(start, packed, evidence) {
  const runs = [];
  let position = start;
  let next = 0;
  for (let i = 0; i < packed.length; i += 2) {
    const attribution = ATTRIBUTIONS[packed[i + 1]];
    const [others, ...places] = (attribution === 'local' ? null : evidence[next++]) ?? [0];
    runs.push({ start: position, end: position + packed[i], attribution, others, places });
    position += packed[i];
  }
  return runs;
}

/** Where else a run stands: one place for each other document, as far as they are in this file. */
export function placesOf(report, run) {
  const places = [];
  for (let i = 0; i < run.places.length; i += 3) {
    places.push({ document: report.documents[run.places[i]], start: run.places[i + 1], end: run.places[i + 2] });
  }
  return places;
}

function pairsOf(numbers) {
  const spans = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) spans.push({ start: numbers[i], end: numbers[i + 1] });
  return spans;
}

function sourcesOf(numbers) {
  const runs = [];
  for (let i = 0; i + 2 < numbers.length; i += 3) runs.push({ start: numbers[i], end: numbers[i + 1], source: numbers[i + 2] });
  return runs;
}

function unpackSentence([start, end, bits, templated]) {
  return { start, end, bits, templated };
}

function unpackDocument(packed, index) {
  const text = packed.text === null ? null : new SourceText(packed.text);
  const document = {
    ...packed,
    index,
    number: index + 1,
    text,
    label: packed.name[0],
    short: packed.name[1],
    // Where the file says more than the name does.
    hint: packed.file.replace(/\.[a-z]{2,5}$/i, '') === packed.name[0] || packed.title === packed.file ? '' : packed.file,
    search: [packed.name[0], packed.title ?? '', packed.file, packed.place ?? '', packed.date ?? ''].join('\n').toLowerCase(),
    cluster: null,
    noise: pairsOf(packed.noise),
    reference: sourcesOf(packed.reference),
    mostLocal: packed.most_local.map(unpackSentence),
    mostTemplated: packed.most_templated.map(unpackSentence),
    shares: unpackShares(packed.shares),
    information: unpackInformation(packed.information),
    outline: packed.outline.map(([level, start, end, runIn]) => ({
      level, start, end, runIn: runIn === 1, text: text ? text.slice(start, end) : '',
    })),
    passages: [],
    families: [],
    templates: [],
  };
  document.sections = packed.sections.map((section, number) => ({
    document,
    number,
    path: section.path,
    heading: section.heading,
    start: section.span[0],
    end: section.span[1],
    units: section.units,
    shares: unpackShares(section.shares),
    information: unpackInformation(section.information),
    runs: unpackRuns(section.span[0], section.runs, section.evidence),
    terms: section.terms,
    nearest: section.nearest,
    theme: null,
  }));
  document.runs = document.sections.flatMap((section) => section.runs);
  return document;
}

function unpackPassage(packed, index, documents) {
  const [a, b, identity, matched, bits, score, family, operations] = packed;
  const place = ([number, start, end]) => ({ document: documents[number], start, end });
  return { index, number: index + 1, a: place(a), b: place(b), identity, matched, bits, score, family, packed: operations };
}

/** The steps of a passage with their spans on both sides. */
export function operations(passage) {
  if (!passage.operations) {
    let a = passage.a.start;
    let b = passage.b.start;
    passage.operations = [];
    for (let i = 0; i < passage.packed.length; i += 3) {
      const [kind, inA, inB] = passage.packed.slice(i, i + 3);
      passage.operations.push({
        kind: OPERATIONS[kind],
        a: { start: a, end: a + inA },
        b: { start: b, end: b + inB },
      });
      a += inA;
      b += inB;
    }
  }
  return passage.operations;
}

function unpackTemplate(packed, index, documents, kinds) {
  let slots = 0;
  const parts = packed.parts.map((part) => {
    if (typeof part === 'string') return { literal: part };
    slots += 1;
    if (part.usual !== undefined) return { slot: 'usual', usual: part.usual, number: slots };
    return { slot: kinds[part], number: slots };
  });
  return {
    index,
    id: packed.id,
    spread: packed.spread,
    bits: packed.bits,
    uses: packed.uses,
    parts,
    slots: parts.filter((part) => part.slot),
    wording: parts.map((part) => part.literal ?? part.usual ?? '…').join(''),
    instances: packed.instances.map(([number, start, end, ...fillers]) => ({
      document: documents[number], start, end, fillers: pairsOf(fillers),
    })),
    variants: (packed.variants ?? []).map((variant) => unpackTemplate(variant, index, documents, kinds)),
  };
}

/** What was found of two documents alone; null in a report. */
function unpackPair(packed) {
  if (!packed) return null;
  const place = ([aStart, aEnd, bStart, bEnd]) => ({ a: { start: aStart, end: aEnd }, b: { start: bStart, end: bEnd } });
  return {
    moved: new Set(packed.moved),
    changes: packed.changes.map(([passage, kind, ...spans]) => ({ passage, kind: CHANGES[kind], ...place(spans) })),
    moves: packed.moves.map(([passage, ...spans], index) => ({ index, passage, ...place(spans) })),
    phrases: packed.phrases.map(place),
  };
}

export function unpack(packed) {
  const documents = packed.documents.map(unpackDocument);
  const sections = documents.flatMap((document) => document.sections);
  sections.forEach((section, index) => {
    section.index = index;
    section.id = `${section.document.file}#${section.number}`;
  });
  const passages = packed.passages.map((passage, index) => unpackPassage(passage, index, documents));
  const pairs = new Map();
  for (const passage of passages) {
    passage.a.document.passages.push({ passage, side: 'a', other: 'b' });
    passage.b.document.passages.push({ passage, side: 'b', other: 'a' });
    const key = pairKey(passage.a.document, passage.b.document);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(passage);
  }
  const clusters = packed.clusters.map((numbers) => numbers.map((number) => documents[number]));
  clusters.forEach((members, index) => members.forEach((document) => { document.cluster = index; }));
  const themes = packed.themes.map((theme, index) => {
    const members = [];
    for (let i = 0; i < theme.sections.length; i += 2) members.push(documents[theme.sections[i]].sections[theme.sections[i + 1]]);
    return { ...theme, index, sections: members };
  });
  for (const theme of themes) for (const section of theme.sections) section.theme = theme;
  const copies = packed.copies.map(([order, numbers]) => {
    const versions = [];
    for (let i = 0; i < numbers.length; i += 2) {
      versions.push({ document: documents[numbers[i]], equalTo: numbers[i + 1] === numbers[i] ? null : documents[numbers[i + 1]] });
    }
    return { order, versions };
  });
  const families = packed.families.map((numbers, index) => {
    const places = [];
    for (let i = 0; i < numbers.length; i += 3) {
      places.push({ document: documents[numbers[i]], start: numbers[i + 1], end: numbers[i + 2] });
    }
    return { index, places, documents: new Set(places.map((place) => place.document)).size };
  });
  for (const family of families) {
    for (const place of family.places) place.document.families.push({ family, place });
  }
  const templates = packed.templates.map((template, index) => unpackTemplate(template, index, documents, packed.slot_kinds));
  const allTemplates = templates.flatMap((template) => [template, ...template.variants]);
  for (const template of allTemplates) {
    for (const instance of template.instances) instance.document.templates.push({ template, instance });
  }
  const groups = packed.groups && {
    ...packed.groups,
    groups: packed.groups.groups.map((group, index) => ({
      ...group,
      index,
      number: index + 1,
      label: group.name,
      documents: group.documents.map((number) => documents[number]),
      shares: unpackShares(group.shares),
      information: unpackInformation(group.information),
    })),
  };
  return {
    ...packed,
    documents,
    groups,
    sections,
    passages,
    pairs,
    copies,
    clusters,
    themes,
    families,
    templates,
    pair: unpackPair(packed.pair),
    similarity: {
      documents: unpackLevel(packed.similarity.documents, packed.sides?.of),
      groups: packed.similarity.groups && unpackLevel(packed.similarity.groups),
    },
    byFile: new Map(documents.map((document) => [document.file, document])),
    byTemplate: new Map(allTemplates.map((template) => [template.id, template])),
  };
}

function pairKey(one, other) {
  return one.index <= other.index ? `${one.index} ${other.index}` : `${other.index} ${one.index}`;
}

/** Passages between two documents, or inside one, strongest first. */
export function passagesBetween(report, one, other) {
  return report.pairs.get(pairKey(one, other)) ?? [];
}
