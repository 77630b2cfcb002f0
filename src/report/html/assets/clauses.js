// A text by clauses: a clause has the colour of what most of its information is, so that one reads sentences and not confetti.
//
// Information is judged by how rare a letter is in all texts (−log₂ of its share): 的 weighs little, 槎 much.

const CLAUSE_END = /[，。！？；：,!?;:…\n\r]/;
const LETTER = /[\p{L}\p{N}]/u;

/** From which share of its information on a clause counts as borrowed; below, what is left of it is its own. */
const BORROWED = 0.6;

/** Bits of each letter, over all texts; also made before somebody asks. */
export function weightsOf(report) {
  if (!report.letterBits) {
    // Letters beyond the basic plane are too rare to be told apart by how rare they are.
    const counts = new Uint32Array(0x10000);
    let all = 0;
    for (const document of report.documents) {
      const text = document.text?.text ?? '';
      for (let i = 0; i < text.length; i += 1) counts[text.charCodeAt(i)] += 1;
      all += text.length;
    }
    report.letterBits = Float32Array.from(counts, (count, code) => (count && (LETTER.test(String.fromCharCode(code)) || (code >= 0xd800 && code < 0xdc00)) ? Math.log2(all / count) : 0));
  }
  return report.letterBits;
}

/** Stretches from one mark to the next. */
export function clausesOf(document) {
  if (!document.clauses) {
    document.clauses = [];
    let [start, at, letters] = [0, 0, 0];
    const close = () => {
      if (letters) document.clauses.push({ start, end: at });
      [start, letters] = [at, 0];
    };
    for (const letter of document.text.text) {
      at += 1;
      if (LETTER.test(letter)) letters += 1;
      else if (CLAUSE_END.test(letter)) close();
    }
    close();
  }
  return document.clauses;
}

/** Runs that count: not the document's own, and of `least` letters or more. */
export function lettersIn(document, run) {
  run.letters ??= Array.from(document.text.slice(run.start, run.end)).filter((letter) => LETTER.test(letter)).length;
  return run.letters;
}

/** The borrowed clauses of a document: { start, end, attribution, others, run: the one that says most }. */
export function borrowedClauses(report, document, least) {
  const weights = weightsOf(report);
  const bits = (start, end) => {
    let sum = 0;
    const text = document.text.slice(start, end);
    for (let i = 0; i < text.length; i += 1) sum += weights[text.charCodeAt(i)];
    return sum;
  };
  const runs = document.runs.filter((run) => run.attribution !== 'local' && lettersIn(document, run) >= least);
  const found = [];
  let first = 0;
  for (const clause of clausesOf(document)) {
    while (first < runs.length && runs[first].end <= clause.start) first += 1;
    let [sum, others, best] = [0, 0, null];
    const of = { boilerplate: 0, shared: 0 };
    for (let i = first; i < runs.length && runs[i].start < clause.end; i += 1) {
      const part = bits(Math.max(runs[i].start, clause.start), Math.min(runs[i].end, clause.end));
      sum += part;
      others += part * runs[i].others;
      of[runs[i].attribution] += part;
      if (!best || part > best.part) best = { run: runs[i], part };
    }
    if (!best || sum < BORROWED * bits(clause.start, clause.end)) continue;
    found.push({ ...clause, run: best.run, others: Math.max(1, Math.round(others / sum)), attribution: of.boilerplate >= of.shared ? 'boilerplate' : 'shared' });
  }
  return found;
}

/** The strength of a colour, 1 to 4: in how many documents, against how many there are. */
export function strength(others, documents) {
  const share = others / Math.max(1, documents - 1);
  if (others <= 1 && documents > 3) return 1;
  return share < 0.1 ? 1 : share < 0.3 ? 2 : share < 0.6 ? 3 : 4;
}
