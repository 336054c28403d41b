/** Bytes of an input that are looked at: this many from its beginning and this many from its end. */
export const inputWindow = 1024 * 1024;

/** No input is read further than this. */
const readLimit = 256 * 1024 * 1024;

/** What came in, cut to what is looked at. */
export interface BoundedInput {
  readonly head: Uint8Array;
  /** The end of an input that is longer than one window; empty otherwise. */
  readonly tail: Uint8Array;
  /** Bytes that came in, as far as they were counted. */
  readonly total: number;
}

/** Reads a stream of any length in constant memory: keeps its beginning and its end. */
export async function readBounded(stream: AsyncIterable<Uint8Array | string>, window = inputWindow): Promise<BoundedInput> {
  const head: Uint8Array[] = [];
  let headLength = 0;
  let tail: Uint8Array[] = [];
  let tailLength = 0;
  let total = 0;
  const encoder = new TextEncoder();
  for await (const piece of stream) {
    const chunk = typeof piece === "string" ? encoder.encode(piece) : piece;
    total += chunk.length;
    const room = window - headLength;
    if (room > 0) {
      head.push(chunk.subarray(0, room));
      headLength += Math.min(room, chunk.length);
    }
    if (chunk.length > room) {
      const rest = room > 0 ? chunk.subarray(room) : chunk;
      tail.push(rest);
      tailLength += rest.length;
      while (tail.length > 1 && tailLength - (tail[0]?.length ?? 0) >= window) tailLength -= tail.shift()?.length ?? 0;
    }
    if (total > readLimit) break;
  }
  const end = join(tail);
  tail = [];
  return { head: join(head), tail: end.subarray(Math.max(0, end.length - window)), total };
}

/** The same for something that is in memory already. */
export function bound(input: Uint8Array | string, window = inputWindow): BoundedInput {
  if (typeof input === "string") {
    const encoder = new TextEncoder();
    if (input.length <= window) return { head: encoder.encode(input), tail: new Uint8Array(), total: input.length };
    return {
      head: encoder.encode(input.slice(0, window)),
      tail: encoder.encode(input.slice(Math.max(window, input.length - window))),
      total: input.length,
    };
  }
  const tailFrom = Math.max(window, input.length - window);
  return {
    head: input.subarray(0, window),
    tail: tailFrom < input.length ? input.subarray(tailFrom) : new Uint8Array(),
    total: input.length,
  };
}

/** The text of an input, or a sentence that says why there is none. */
export type InputText = { readonly text: string; readonly note?: string } | { readonly text: undefined; readonly note: string };

/** Decodes an input. Binary input, and input with nothing in it, gives a sentence instead of text. */
export function textOf(input: BoundedInput): InputText {
  const { encoding, skip } = encodingOf(input.head);
  if (encoding === "utf-8" && looksBinary(input.head)) {
    return { text: undefined, note: "The input is binary, not text. Give the answer's body, a log line, or what you see in words." };
  }
  const decoder = new TextDecoder(encoding);
  const head = decoder.decode(input.head.subarray(skip));
  const tail = input.tail.length === 0 ? "" : `\n${new TextDecoder(encoding).decode(input.tail)}`;
  const text = head + tail;
  if (text.trim() === "")
    return { text: undefined, note: "The input is empty. Give the error's body, a log line, or what you see in words." };
  const seen = input.head.length + input.tail.length;
  if (input.total > seen) {
    return {
      text,
      note: `The input is ${megabytes(input.total)} long; its first and last ${megabytes(inputWindow)} were looked at. Give the part with the refusal for a better answer.`,
    };
  }
  return { text };
}

function encodingOf(head: Uint8Array): { readonly encoding: string; readonly skip: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  return { encoding: "utf-8", skip: 0 };
}

function looksBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 8192);
  let strange = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) strange += 1;
  }
  if (strange > sample.length * 0.05) return true;
  const decoded = new TextDecoder("utf-8").decode(sample);
  let broken = 0;
  for (const character of decoded) if (character === "\uFFFD") broken += 1;
  return broken > decoded.length * 0.1;
}

function megabytes(bytes: number): string {
  const value = bytes / (1024 * 1024);
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} MB`;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
