import { InvalidArgumentError } from 'commander';

export const formats = ['table', 'json', 'csv'] as const;
export type Format = (typeof formats)[number];

/** Checks the value of --format. */
export const parseFormat = (given: string): Format => {
  const found = formats.find((format) => format === given);
  if (!found) throw new InvalidArgumentError(`it is one of ${formats.join(', ')}`);
  return found;
};

export const print = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};

/** Messages go to stderr: stdout is for data. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
