/** Whether an IPv4 address lies in a CIDR block (`10.0.0.0/8`; without a length it is one address). False for anything that is not IPv4. */
export function addressIn(address: string, cidr: string): boolean {
  const [network, length = "32"] = cidr.trim().split("/");
  const wanted = numberOf(network ?? "");
  const given = numberOf(address.trim());
  const bits = Number(length);
  if (wanted === undefined || given === undefined || !Number.isInteger(bits) || bits < 0 || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(wanted / size) === Math.floor(given / size);
}

function numberOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
    .exec(address.replace(/^::ffff:/i, ""))
    ?.slice(1)
    .map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
