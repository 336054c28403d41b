import * as z from "zod";
import type { ConversationRecord, EvaluationFormRecord, EvaluationRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { badRequest, notFound, ok } from "../server/reply";
import { aboutConversation, visibleConversation } from "./conversations";

const reference = z.looseObject({ id: z.string() });
const answers = z.looseObject({ totalScore: z.number().nullish() });
const shape = z.object({
  evaluationForm: reference.nullish(),
  evaluator: reference.nullish(),
  agent: reference.nullish(),
  answers: answers.nullish(),
  status: z.enum(["PENDING", "INPROGRESS", "FINISHED", "INREVIEW", "RETRACTED"]).nullish(),
  agentHasRead: z.boolean().nullish(),
});

/** Evaluations of agents in conversations, and the forms that they fill in. */
export const evaluationHandlers: Handlers = {
  getQualityConversationEvaluation: (call) => {
    const conversation = visibleConversation(call);
    return ok(render(call, one(call, conversation)));
  },

  getQualityEvaluationsQuery: (call) => {
    const asked = ["conversationId", "agentUserId", "evaluatorUserId", "agentTeamId", "assigneeUserId"];
    if (!asked.some((name) => call.query.has(name)))
      throw badRequest(`The query must name one of ${asked.join(", ")}.`);
    const found = call.org.evaluations
      .filter((evaluation) => {
        const conversation = call.org.conversations.get(evaluation.conversationId);
        return (
          conversation !== undefined &&
          call.access.allows(aboutConversation(conversation)) &&
          is(call, "conversationId", evaluation.conversationId) &&
          is(call, "agentUserId", evaluation.agentId) &&
          is(call, "evaluatorUserId", evaluation.evaluatorId) &&
          is(call, "assigneeUserId", evaluation.evaluatorId) &&
          !call.query.has("agentTeamId") &&
          within(call, conversation)
        );
      })
      .sort((one, other) => (one.createdDate < other.createdDate ? -1 : one.createdDate > other.createdDate ? 1 : one.id < other.id ? -1 : 1));
    return ok(page(call, found, (evaluation) => render(call, evaluation)));
  },

  postQualityConversationEvaluations: (call) => {
    const conversation = visibleConversation(call);
    const body = read(call, shape);
    const form = call.org.evaluationForms.get(body.evaluationForm?.id ?? "");
    if (form === undefined || !form.published) throw badRequest("A published evaluation form is required.");
    const agentId = body.agent?.id ?? conversation.agentIds[0] ?? "";
    if (!conversation.agentIds.includes(agentId)) throw badRequest("The agent did not take part in the conversation.");
    const evaluatorId = body.evaluator?.id ?? call.caller.id;
    if (!call.org.users.has(evaluatorId)) throw badRequest("The evaluator was not found.");
    const at = new Date(call.now).toISOString();
    const made: EvaluationRecord = {
      id: newId(),
      conversationId: conversation.id,
      formId: form.id,
      evaluatorId,
      agentId,
      status: body.status ?? "PENDING",
      agentHasRead: false,
      answers: body.answers ?? {},
      createdDate: at,
      changedDate: at,
    };
    return ok(render(call, call.org.evaluations.put(made.id, made)));
  },

  putQualityConversationEvaluation: (call) => {
    const before = one(call, visibleConversation(call));
    const body = read(call, shape);
    const status = body.status ?? before.status;
    const at = new Date(call.now).toISOString();
    const after: EvaluationRecord = {
      ...before,
      status,
      answers: body.answers ?? before.answers,
      agentHasRead: body.agentHasRead ?? before.agentHasRead,
      changedDate: at,
      ...(status === "FINISHED" && before.releaseDate === undefined ? { releaseDate: at } : {}),
    };
    return ok(render(call, call.org.evaluations.put(after.id, after)));
  },

  deleteQualityConversationEvaluation: (call) => {
    const gone = one(call, visibleConversation(call));
    call.org.evaluations.delete(gone.id);
    return ok(render(call, gone));
  },

  getQualityFormsEvaluations: (call) => ok(page(call, forms(call), (form) => renderForm(form))),
  getQualityFormsEvaluation: (call) => ok(renderForm(formOf(call))),
  getQualityPublishedformsEvaluations: (call) =>
    ok(page(call, forms(call).filter((form) => form.published), (form) => renderForm(form))),
  getQualityPublishedformsEvaluation: (call) => {
    const form = formOf(call);
    if (!form.published) throw notFound();
    return ok(renderForm(form));
  },

  postQualityFormsEvaluations: (call) => {
    const body = read(call, z.object({ name: z.string().min(1), questionGroups: z.array(z.unknown()).nullish() }));
    const id = newId();
    const made: EvaluationFormRecord = {
      id,
      name: body.name,
      published: false,
      contextId: newId(),
      modifiedDate: new Date(call.now).toISOString(),
      questionGroups: body.questionGroups ?? [],
    };
    return ok(renderForm(call.org.evaluationForms.put(id, made)));
  },

  postQualityPublishedformsEvaluations: (call) => {
    const { id } = read(call, reference);
    const form = call.org.evaluationForms.get(id);
    if (form === undefined) throw notFound();
    return ok(renderForm(call.org.evaluationForms.put(id, { ...form, published: true })));
  },
};

function one(call: Call, conversation: ConversationRecord): EvaluationRecord {
  const found = call.org.evaluations.get(param(call, "evaluationId"));
  if (found === undefined || found.conversationId !== conversation.id) throw notFound();
  return found;
}

function is(call: Call, name: string, value: string): boolean {
  const wanted = call.query.get(name);
  return wanted === null || wanted === value;
}

function within(call: Call, conversation: ConversationRecord): boolean {
  const from = call.query.get("startTime");
  const to = call.query.get("endTime");
  return (from === null || conversation.start >= from) && (to === null || conversation.start <= to);
}

function forms(call: Call): EvaluationFormRecord[] {
  const name = call.query.get("name")?.toLowerCase() ?? "";
  return call.org.evaluationForms
    .filter((form) => form.name.toLowerCase().includes(name))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function formOf(call: Call): EvaluationFormRecord {
  const found = call.org.evaluationForms.get(param(call, "formId"));
  if (found === undefined) throw notFound();
  return found;
}

function renderForm(form: EvaluationFormRecord): unknown {
  return { ...form, selfUri: `/api/v2/quality/forms/evaluations/${form.id}` };
}

function render(call: Call, of: EvaluationRecord): unknown {
  const { org } = call;
  const conversation = org.conversations.get(of.conversationId);
  const form = org.evaluationForms.get(of.formId);
  const user = (id: string): unknown => ({ id, name: org.users.get(id)?.name, selfUri: `/api/v2/users/${id}` });
  const expandForm = listOf(call.query, "expand").includes("evaluationForm") || call.operation.id === "getQualityConversationEvaluation";
  return {
    id: of.id,
    conversation: { id: of.conversationId, selfUri: `/api/v2/conversations/${of.conversationId}` },
    evaluationForm: expandForm && form !== undefined ? renderForm(form) : { id: of.formId, name: form?.name },
    evaluator: user(of.evaluatorId),
    agent: user(of.agentId),
    status: of.status,
    answers: of.answers,
    agentHasRead: of.agentHasRead,
    createdDate: of.createdDate,
    changedDate: of.changedDate,
    assignedDate: of.createdDate,
    ...(of.releaseDate === undefined ? {} : { releaseDate: of.releaseDate }),
    ...(conversation?.queueId === undefined ? {} : { queue: { id: conversation.queueId, name: org.queues.get(conversation.queueId)?.name } }),
    mediaType: [conversation?.mediaType === "voice" ? "CALL" : (conversation?.mediaType ?? "voice").toUpperCase()],
    divisionIds: conversation?.divisionIds ?? [],
    conversationDate: conversation?.start,
    conversationEndDate: conversation?.end,
    neverRelease: false,
    rescore: false,
    resourceType: "CALL",
    redacted: false,
    selfUri: `/api/v2/quality/conversations/${of.conversationId}/evaluations/${of.id}`,
  };
}
