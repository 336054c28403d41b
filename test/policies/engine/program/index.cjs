/** Registers the resources that a YAML file describes; texts such as "${role.id}" are links. */
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const { parse } = require("yaml");

const { resources = {} } = parse(readFileSync(process.env.PROGRAM_RESOURCES, "utf8")) ?? {};
const made = {};

function link(value) {
  if (typeof value === "string") {
    const target = /^\$\{([^}.]+)(?:\.[^}]+)?\}$/.exec(value)?.[1];
    return target === undefined ? value : make(target).id;
  }
  if (Array.isArray(value)) return value.map(link);
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value);
  if (names.length === 1 && names[0] === "secret") return pulumi.secret(value.secret);
  return Object.fromEntries(names.map((name) => [name, link(value[name])]));
}

function make(key) {
  if (made[key] !== undefined) return made[key];
  const { type, name = key, properties = {}, options = {} } = resources[key];
  const parent = options.parent === undefined ? undefined : make(/\$\{([^}.]+)/.exec(options.parent)?.[1] ?? options.parent);
  const provider = options.provider === undefined ? undefined : make(/\$\{([^}.]+)/.exec(options.provider)?.[1] ?? options.provider);
  const resourceOptions = { protect: options.protect, parent, provider };
  if (type.startsWith("pulumi:providers:")) {
    made[key] = new pulumi.ProviderResource(type.split(":")[2], name, link(properties), resourceOptions);
  } else if (type.startsWith("genesys-access:")) {
    made[key] = new pulumi.ComponentResource(type, name, link(properties), resourceOptions);
    made[key].registerOutputs(link(options.outputs ?? properties));
  } else {
    made[key] = new pulumi.CustomResource(type, name, link(properties), resourceOptions);
  }
  return made[key];
}

for (const key of Object.keys(resources)) make(key);
