import { createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../server/call";
import type { Reply } from "../server/reply";
import type { RecordingRecord } from "../state/entities";

/** A signed address of a recording's media: whoever has it may load the media until it expires. It lies beside the API, as storage does. */
export function mediaUri(call: Call, conversationId: string, recording: RecordingRecord, minutes: number): string {
  const expires = Math.floor(call.now / 1000) + minutes * 60;
  const name = `${conversationId}/${recording.id}.${recording.media === "screen" ? "webm" : "wav"}`;
  return `${call.base}/media/${name}?expires=${expires}&signature=${sign(call.org.store.key, call.org.id, name, expires)}`;
}

/** Serves a signed address. The refusals are a storage's, not the Platform API's: XML, no context id. */
export function serveMedia(key: Buffer, orgId: string, name: string, query: URLSearchParams, now: number): Reply {
  const expires = Number(query.get("expires"));
  const given = Buffer.from(query.get("signature") ?? "");
  const right = Buffer.from(sign(key, orgId, name, expires));
  if (given.length !== right.length || !timingSafeEqual(given, right))
    return storageRefusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
  if (expires * 1000 <= now) return storageRefusal("AccessDenied", "Request has expired");
  const screen = name.endsWith(".webm");
  return { status: 200, body: screen ? webm : wav, headers: { "Content-Type": screen ? "video/webm" : "audio/wav" } };
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

/** The header of an empty WebM file. */
const webm = Buffer.from("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581021853806701ffffffffffffff", "hex");

/** 8000 Hz, 8 bit, one channel, a tenth of a second of silence. */
const wav = Buffer.concat([
  Buffer.from("524946464403000057415645666d74201000000001000100401f0000401f0000010008006461746120030000", "hex"),
  Buffer.alloc(800, 0x80),
]);
