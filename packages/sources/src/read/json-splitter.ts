/** Where the rows of a JSON file are. */
export type JsonShape =
  /** One object a line. */
  | 'lines'
  /** `[{…}, {…}]` */
  | 'array'
  /** `{"results": [{…}, …], "paging": …}` */
  | 'wrapped';

export interface JsonRow {
  readonly text: string;
  readonly line: number;
  /** The key of the array it stands in; '' outside `wrapped`. */
  readonly key: string;
}

/**
 * Cuts the objects out of a JSON array, or out of an array inside one object, while the text streams by: memory is
 * one row. Throws SyntaxError when brackets do not match or a row is no object.
 */
export class JsonSplitter {
  line = 1;
  private readonly rowDepth: number;
  private readonly stack: string[] = [];
  private inString = false;
  private escaped = false;
  private row: string[] | null = null;
  private rowLine = 1;
  private rowSize = 0;
  private lastString = '';
  private stringParts: string[] | null = null;
  private key = '';
  private done = false;
  private readonly limit: number;
  private readonly onRow: (row: JsonRow) => void;

  constructor(shape: 'array' | 'wrapped', limit: number, onRow: (row: JsonRow) => void) {
    this.rowDepth = shape === 'array' ? 1 : 2;
    this.limit = limit;
    this.onRow = onRow;
  }

  feed(text: string): void {
    let rowFrom = 0;
    let stringFrom = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (this.inString) {
        if (code === 10) this.line += 1;
        if (this.escaped) this.escaped = false;
        else if (code === 92) this.escaped = true;
        else if (code === 34) {
          this.inString = false;
          if (this.stringParts !== null) {
            this.lastString = this.stringParts.join('') + text.slice(stringFrom, i);
            this.stringParts = null;
          }
        }
        continue;
      }
      switch (code) {
        case 10:
          this.line += 1;
          break;
        case 34:
          this.inString = true;
          if (this.stack.length === 1 && this.row === null) {
            this.stringParts = [];
            stringFrom = i + 1;
          }
          this.refuseScalar(code);
          break;
        case 58:
          if (this.stack.length === 1 && this.stack[0] === '}') this.key = this.lastString;
          break;
        case 123:
        case 91:
          if (this.done) throw new SyntaxError('text follows the end');
          if (this.atRow()) {
            if (code === 91) throw new SyntaxError('a row is an array, not an object');
            this.row = [];
            this.rowLine = this.line;
            this.rowSize = 0;
            rowFrom = i;
          }
          this.stack.push(code === 123 ? '}' : ']');
          break;
        case 125:
        case 93:
          if (this.stack.pop() !== (code === 125 ? '}' : ']')) throw new SyntaxError('brackets do not match');
          if (this.row !== null && this.stack.length === this.rowDepth) {
            this.onRow({
              text: this.row.join('') + text.slice(rowFrom, i + 1),
              line: this.rowLine,
              key: this.rowDepth === 2 ? this.key : '',
            });
            this.row = null;
          }
          if (this.stack.length === 0) this.done = true;
          break;
        case 9:
        case 13:
        case 32:
        case 44:
          break;
        default:
          if (this.done) throw new SyntaxError('text follows the end');
          this.refuseScalar(code);
      }
    }
    if (this.row !== null) {
      const part = text.slice(rowFrom);
      this.row.push(part);
      this.rowSize += part.length;
      if (this.rowSize > this.limit) throw new RangeError(String(this.rowLine));
    }
    if (this.stringParts !== null) this.stringParts.push(text.slice(stringFrom));
  }

  finish(): void {
    if (!this.done) throw new SyntaxError('the file ends in the middle');
  }

  private atRow(): boolean {
    return this.row === null && this.stack.length === this.rowDepth && this.stack.at(-1) === ']';
  }

  /** Bare values in the top array are no rows; bare values in an inner array are somebody's list. */
  private refuseScalar(code: number): void {
    if (this.rowDepth === 1 && this.atRow()) {
      throw new SyntaxError(`a row is a bare value (${String.fromCharCode(code)}…), not an object`);
    }
  }
}
