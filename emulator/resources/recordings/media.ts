import { createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../../server/call";
import type { Reply } from "../../server/reply";
import type { RecordingRecord } from "../../state/entities";
import type { Org } from "../../state/org";
import { transcriptOf } from "../../recording/transcript";

/** The type of a recording's media; what is not a screen or sound is a text. */
export function contentType({ media }: Pick<RecordingRecord, "media">): string {
  return media === "screen" ? "video/webm" : media === "audio" ? "audio/wav" : "application/json";
}

/** A signed address of a recording's media: whoever has it may load the media until it expires. It lies beside the API, as storage does. */
export function mediaUri(call: Call, conversationId: string, recording: RecordingRecord, minutes: number, redacted = false): string {
  const ending = recording.media === "screen" ? "webm" : recording.media === "audio" ? "wav" : "json";
  return signedUri(call, `${conversationId}/${recording.id}${redacted ? ".redacted" : ""}.${ending}`, minutes);
}

/** A signed address of a conversation's transcript. */
export function transcriptUri(call: Call, conversationId: string, communicationId: string, minutes: number, redacted: boolean): string {
  return signedUri(call, `${conversationId}/${communicationId}${redacted ? ".redacted" : ""}.transcript.json`, minutes);
}

function signedUri(call: Call, name: string, minutes: number): string {
  const expires = Math.floor(call.now / 1000) + minutes * 60;
  return `${call.base}/media/${name}?expires=${expires}&signature=${sign(call.org.store.key, call.org.id, name, expires)}`;
}

/** Serves a signed address. The refusals are a storage's, not the Platform API's: XML, no context id. */
export function serveMedia(org: Org, name: string, query: URLSearchParams, now: number): Reply {
  const expires = Number(query.get("expires"));
  const given = Buffer.from(query.get("signature") ?? "");
  const right = Buffer.from(sign(org.store.key, org.id, name, expires));
  if (given.length !== right.length || !timingSafeEqual(given, right))
    return storageRefusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
  if (expires * 1000 <= now) return storageRefusal("AccessDenied", "Request has expired");
  const redacted = name.includes(".redacted.");
  const text = `${redacted ? "redacted " : ""}recording ${name.slice(name.indexOf("/") + 1).split(".", 1)[0] ?? ""}`;
  if (name.endsWith(".webm")) return { status: 200, body: webm(text), headers: { "Content-Type": "video/webm" } };
  if (name.endsWith(".wav")) return { status: 200, body: wav(text), headers: { "Content-Type": "audio/wav" } };
  const conversation = org.conversations.get(name.slice(0, name.indexOf("/")));
  const communication = name.slice(name.indexOf("/") + 1).split(".", 1)[0] ?? "";
  const body = conversation === undefined ? {} : transcriptOf(conversation, communication, redacted);
  return { status: 200, body, headers: { "Content-Type": "application/json" } };
}

function sign(key: Buffer, orgId: string, name: string, expires: number): string {
  return createHmac("sha256", key).update(`media\0${orgId}\0${name}\0${expires}`).digest("base64url");
}

function storageRefusal(code: string, message: string): Reply {
  return {
    status: 403,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    headers: { "Content-Type": "application/xml" },
  };
}

/** The header of an empty WebM file, with an EBML Void element that says which recording it is. */
function webm(text: string): Buffer {
  const note = Buffer.from(text);
  const head = "1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581021853806701ffffffffffffff";
  return Buffer.concat([Buffer.from(head, "hex"), Buffer.from([0xec, 0x80 | note.length]), note]);
}

/** 8000 Hz, 8 bit, one channel, a tenth of a second of silence, with a note that says which recording it is. */
function wav(text: string): Buffer {
  const note = Buffer.from(text.length % 2 === 0 ? text : `${text}\0`);
  const info = Buffer.alloc(20);
  info.write("LIST", 0, "latin1");
  info.writeUInt32LE(12 + note.length, 4);
  info.write("INFOICMT", 8, "latin1");
  info.writeUInt32LE(note.length, 16);
  const sound = Buffer.concat([
    Buffer.from("57415645666d74201000000001000100401f0000401f0000010008006461746120030000", "hex"),
    Buffer.alloc(800, 0x80),
    info,
    note,
  ]);
  const riff = Buffer.alloc(8);
  riff.write("RIFF", 0, "latin1");
  riff.writeUInt32LE(sound.length, 4);
  return Buffer.concat([riff, sound]);
}
