import * as z from "zod";
import { read, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { noContent, ok } from "../server/reply";
import type { Proficiency, UserRecord } from "../state/entities";
import { proficiency } from "./proficiency";
import { user } from "./users";

/** What belongs to a user beside the user: voicemail policy, utilization, skills, languages, profile skills. */
export const userPartHandlers: Handlers = {
  getVoicemailUserpolicy: (call) => ok(voicemailPolicy(user(call))),
  patchVoicemailUserpolicy: (call) => {
    const before = user(call);
    const values = read(call, z.record(z.string(), z.unknown()));
    return ok(voicemailPolicy(call.org.users.put(before.id, { ...before, voicemailPolicy: { ...before.voicemailPolicy, ...values } })));
  },

  getRoutingUserUtilization: (call) => ok(utilization(user(call))),
  putRoutingUserUtilization: (call) => {
    const before = user(call);
    const values = read(
      call,
      z.object({
        utilization: z.record(z.string(), z.unknown()).nullish(),
        labelUtilizations: z.record(z.string(), z.unknown()).nullish(),
      }),
    );
    return ok(
      utilization(
        call.org.users.put(before.id, {
          ...before,
          utilization: { utilization: values.utilization ?? {}, labelUtilizations: values.labelUtilizations ?? {} },
        }),
      ),
    );
  },
  deleteRoutingUserUtilization: (call) => {
    const { utilization: _, ...rest } = user(call);
    call.org.users.put(rest.id, rest);
    return ok({});
  },

  getUserRoutingskills: (call) => ok(page(call, user(call).skills, (skill) => proficiency(skill, "skill"))),
  postUserRoutingskills: (call) => {
    const before = user(call);
    const added = read(call, proficiencyShape);
    call.org.users.put(before.id, { ...before, skills: merged(before.skills, [added]) });
    return ok(proficiency(added, "skill"));
  },
  putUserRoutingskillsBulk: (call) => {
    const before = user(call);
    const after = call.org.users.put(before.id, { ...before, skills: read(call, z.array(proficiencyShape)) });
    return ok(page(call, after.skills, (skill) => proficiency(skill, "skill")));
  },
  patchUserRoutingskillsBulk: (call) => {
    const before = user(call);
    const after = call.org.users.put(before.id, { ...before, skills: merged(before.skills, read(call, z.array(proficiencyShape))) });
    return ok(page(call, after.skills, (skill) => proficiency(skill, "skill")));
  },
  deleteUserRoutingskill: (call) => {
    const before = user(call);
    call.org.users.put(before.id, { ...before, skills: before.skills.filter((skill) => skill.id !== call.path["skillId"]) });
    return ok({});
  },

  getUserRoutinglanguages: (call) => ok(page(call, user(call).languages, (language) => proficiency(language, "language"))),
  postUserRoutinglanguages: (call) => {
    const before = user(call);
    const added = read(call, proficiencyShape);
    call.org.users.put(before.id, { ...before, languages: merged(before.languages, [added]) });
    return ok(proficiency(added, "language"));
  },
  patchUserRoutinglanguagesBulk: (call) => {
    const before = user(call);
    const after = call.org.users.put(before.id, { ...before, languages: merged(before.languages, read(call, z.array(proficiencyShape))) });
    return ok(page(call, after.languages, (language) => proficiency(language, "language")));
  },
  deleteUserRoutinglanguage: (call) => {
    const before = user(call);
    call.org.users.put(before.id, { ...before, languages: before.languages.filter((language) => language.id !== call.path["languageId"]) });
    return noContent;
  },

  getUserRoutingstatus: (call) => ok(routingStatus(user(call))),
  putUserRoutingstatus: (call) => {
    const before = user(call);
    const { status } = read(call, z.object({ status: z.enum(routingStatuses) }));
    return ok(routingStatus(call.org.users.put(before.id, { ...before, routingStatus: status })));
  },

  getUserProfileskills: (call) => ok(user(call).profileSkills),
  putUserProfileskills: (call) => {
    const before = user(call);
    return ok(call.org.users.put(before.id, { ...before, profileSkills: read(call, z.array(z.string())) }).profileSkills);
  },
};

/** Specification, model RoutingStatus. */
const routingStatuses = ["OFF_QUEUE", "IDLE", "INTERACTING", "NOT_RESPONDING", "COMMUNICATING"] as const;

/** Agents of the emulator are on queue until something says otherwise. */
function routingStatus(of: UserRecord): unknown {
  return { userId: of.id, status: of.routingStatus ?? "IDLE" };
}

const proficiencyShape = z.object({ id: z.string(), proficiency: z.number().default(0) });

function merged(before: readonly Proficiency[], added: readonly Proficiency[]): Proficiency[] {
  return [...new Map([...before, ...added].map((entry) => [entry.id, entry])).values()];
}

function voicemailPolicy(of: UserRecord): unknown {
  return {
    enabled: true,
    alertTimeoutSeconds: 20,
    sendEmailNotifications: true,
    disableEmailPii: false,
    includeEmailTranscriptions: false,
    ...of.voicemailPolicy,
  };
}

function utilization(of: UserRecord): unknown {
  return of.utilization === undefined
    ? { level: "Organization", utilization: {}, labelUtilizations: {} }
    : { level: "Agent", ...of.utilization };
}
