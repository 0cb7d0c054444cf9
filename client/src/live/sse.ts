// Reads a stream of server-sent events as it arrives. EventSource cannot be used: it hears only
// names known beforehand, hides why it failed, and cannot resume in another tab.

export interface ServerEvent {
  /** The event's name; `message` where the server gave none. */
  name: string;
  data: string;
}

/** Takes text in any pieces and gives whole events; remembers the last id and pause. */
export class EventParser {
  /** The `id` to resume from. */
  lastId: string | null;
  /** Milliseconds to wait before coming back, where the server said so. */
  retry: number | null = null;
  #rest = '';
  #name = '';
  #data: string[] = [];

  constructor(lastId: string | null = null) {
    this.lastId = lastId;
  }

  push(text: string): ServerEvent[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.map((line) => this.#line(line)).filter((event) => event !== null);
  }

  #line(line: string): ServerEvent | null {
    if (line === '') return this.#finish();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    else if (field === 'id' && !value.includes('\0')) this.lastId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  #finish(): ServerEvent | null {
    const event = { name: this.#name || 'message', data: this.#data.join('\n') };
    const empty = this.#data.length === 0;
    this.#name = '';
    this.#data = [];
    return empty ? null : event;
  }
}
