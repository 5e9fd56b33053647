/**
 * The network that an instance answered from; behind a content delivery network (CDN) it is the CDN's. The prefix is not
 * published: it serves to find servers that are one.
 */
export interface HostNetwork {
  /** The /24 (IPv4) or /64 (IPv6) around the address, in CIDR notation. */
  readonly prefix: string;
  /** Where that network is registered, ISO 3166-1 alpha-2 (and `XK`, Kosovo, which has no code there); null: not known. */
  readonly country: string | null;
}
