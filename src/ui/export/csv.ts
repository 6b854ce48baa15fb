/** Tables as comma-separated values (RFC 4180): CRLF after each line, quotes where they are needed, doubled inside. */

export type Value = string | number;

/** Spreadsheets take text that begins like this for a formula and run it; an apostrophe before it keeps it text. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: Value): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number that is not finite becomes an empty field. Text gets an apostrophe in front where a spreadsheet would run it. */
export const toCsv = (rows: readonly (readonly Value[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
