/** What the router writes into the log, byte for byte: events and deltas in deterministic CBOR. */
package exoroute.router.codec;
