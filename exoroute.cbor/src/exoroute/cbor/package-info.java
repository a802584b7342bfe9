/**
 * Deterministic CBOR: RFC 8949 with the core deterministic encoding requirements of section 4.2.1. {@link
 * exoroute.cbor.CborWriter} cannot write anything else and {@link exoroute.cbor.CborReader} accepts nothing else, so
 * a value has one encoding and bytes may be hashed and signed.
 *
 * <p>The profile: integers of any size, byte and text strings, arrays, maps, tags, floats, booleans and null. Other
 * simple values, undefined included, are refused. Embedded by its users ({@code -conditionalpackage:
 * exoroute.cbor}); nothing is exported at run time.
 */
package exoroute.cbor;
