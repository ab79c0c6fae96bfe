import type { ColumnFormat } from './column-format.js';
import type { ColumnAmbiguity, ColumnProfile } from './column-profile.js';
import type { Work } from './column-work.js';
import { badExamples, badOf, fact, filledOf, texts } from './column-work.js';
import type { Decision } from './decide.js';

const remedyOf = (
  question: ColumnAmbiguity['question'],
  header: string,
  formats: readonly ColumnFormat[],
  example: string,
): string => {
  if (question === 'date order') {
    const orders = formats.flatMap((format) => (format.kind === 'date' ? [format.order] : []));
    const flags = orders.map((order) => `--date-order ${order}`).join(' or ');
    return `'${example}' in column '${header}' can be read ${orders.join(' or ')}; decide with ${flags}, or with date_order: ${orders[0]} under this column in the mapping`;
  }
  return `'${example}' in column '${header}' can be read with decimal mark '.' or ','; decide with --decimal . or --decimal , or with decimal: ',' under this column in the mapping`;
};

/** Writes down what was decided about a column. */
export const profileOf = (work: Work, decision: Decision): ColumnProfile => {
  const { column, index } = work;
  const [best] = decision.formats;
  const typed = best !== undefined && best.kind !== 'text';
  const filled = filledOf(work);
  const floatIds =
    `g${index}` in work.facts && filled.length > 0 && fact(work, `g${index}`) === fact(work, `m${index}`);
  const notes = [...decision.notes];
  if (floatIds) {
    notes.push({
      rule: 'F-09',
      severity: 'warning',
      message: `every value ends in .0, as in '${filled[0]?.text}': whole numbers that went through a float`,
    });
  }
  const scientific = filled.find((value) => /^\d(?:[.,]\d+)?[eE]\+\d{2,}$/.test(value.text.trim()));
  if (scientific !== undefined) {
    notes.push({
      rule: 'F-09',
      severity: 'warning',
      message: `'${scientific.text}' lost digits in a spreadsheet; an id written like this cannot be recovered`,
    });
  }
  if (best?.kind === 'date' && best.midnightOnly) {
    notes.push({
      rule: 'T-08',
      severity: 'info',
      message: 'every time is 00:00, so the values are read as days',
    });
  }
  const nulls = texts(work.facts[`t${index}`]);
  const examples = [...new Set(filled.map((value) => value.text))].slice(0, 5);
  const { undecided } = decision;
  return {
    name: column.name,
    header: column.header,
    rows: fact(work, 'n'),
    empty: fact(work, 'n') - fact(work, `f${index}`) + fact(work, `m${index}`),
    distinct: fact(work, `d${index}`),
    nulls: [...new Set(nulls.map((text) => text.trim()))].sort(),
    examples,
    formats: decision.formats,
    bad: typed
      ? { count: badOf(work, decision.first), examples: badExamples(work, decision.first) }
      : { count: 0, examples: [] },
    proof: decision.proof,
    floatIds,
    notes,
    ...(undecided?.guess.undecided === undefined
      ? {}
      : {
          ambiguous: {
            ...undecided.guess.undecided,
            remedy: remedyOf(
              undecided.guess.undecided.question,
              column.header,
              undecided.formats,
              undecided.guess.undecided.examples[0] ?? '',
            ),
          },
        }),
  };
};
