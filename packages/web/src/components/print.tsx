import { useEffect } from 'react';
import type { Note } from '../export/table.js';
import { useExportNotes } from '../export/use-export-notes.js';

/** Prints the page; every system's print dialogue can save it as a PDF. */
export const PrintButton = () => (
  <button type="button" className="quiet-button" onClick={() => window.print()}>
    Print / PDF
  </button>
);

/** A text inside a style sheet. */
const quoted = (text: string): string =>
  `"${text.replace(/["\\\n]/g, (mark) => `\\${mark.codePointAt(0)?.toString(16) ?? ''} `)}"`;

/** What stands in full at the head of the print and is too long for a margin. */
const headOnly = ['Company', 'Formula', 'Meaning'];

const margin = (notes: readonly Note[]): string =>
  notes
    .filter(([name]) => !headOnly.includes(name))
    .map(([name, text]) => `${name} ${text.replace(/[0-9a-f]{64}/g, (hash) => hash.slice(0, 12))}`)
    .join(' · ');

/** The margins of a printed page: what it is at the top of each, what has to be known to read it at the foot. */
const pageMargins = (title: string, notes: readonly Note[]): string => `@page {
  @top-left { content: ${quoted(title)} }
  @top-right { content: ${quoted(notes.find(([name]) => name === 'Company')?.[1] ?? '')} }
  @bottom-left { content: ${quoted(margin(notes))} }
  @bottom-right { content: counter(page) " / " counter(pages); white-space: nowrap; padding-left: 6mm }
}`;

/**
 * What a printed page says of its figures: definition, filters, zone, as-of. At the head of the print, and in the
 * margins of each sheet where the browser draws margins.
 */
export const PrintNotes = ({ title, notes }: { readonly title: string; readonly notes: readonly Note[] }) => {
  const whole = useExportNotes(notes);
  const margins = pageMargins(title, whole);
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(margins);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [margins]);
  return (
    <dl className="print-only print-notes">
      {whole.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};
