import * as z from "zod";
import { durationPattern } from "./duration";

/** Text that is not empty. */
export const text = z.string().min(1);
/** The key of an entry of ours. */
export const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must consist of letters, digits, '-', '_' and '.'");
/** An email address. */
export const email = z.email("must be an email address");

/** What is taken for an email address, wherever one may stand. */
export const emailPattern = z.regexes.email;
/** A duration such as `12h`. */
export const duration = z.string().regex(durationPattern, "must be a duration such as 30m, 12h or 2d");
/** A day of the calendar, such as `2027-03-31`. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "must be a date such as 2027-03-31", abort: true })
  .refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value), "is not a day of the calendar");
/** An id of Genesys Cloud. */
export const uuid = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "must be an id such as 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11");
/** An IPv4 address or CIDR. */
export const cidr = z
  .string()
  .regex(/^(\d{1,3}\.){3}\d{1,3}(\/([0-9]|[12][0-9]|3[0-2]))?$/, "must be an IPv4 address or CIDR such as 198.51.100.0/24")
  .refine(
    (value) =>
      value
        .split("/")[0]
        ?.split(".")
        .every((part) => Number(part) <= 255) === true,
    "is not an IPv4 address",
  );
/** Version of a definition, such as `1.2.0`: it is a part of a file's name. */
export const version = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be a version such as 1.2.0");
