/**
 * The embedded {@link exoroute.api.plan.DeltaLog}: one process, one folder.
 *
 * <p>The way of a record: {@link exoroute.ledger.EmbeddedLog#offer} puts an {@link exoroute.ledger.Offer} into the
 * bounded {@link exoroute.ledger.OfferQueue}; the writer thread takes a batch, {@link exoroute.ledger.Stage} checks
 * sequences, stamps times and chains the leaves, {@link exoroute.ledger.SegmentStore} writes and forces the group;
 * then {@link exoroute.ledger.Delivery} completes the futures and calls the subscribers on its one thread. {@link
 * exoroute.ledger.GroupReader} is the one place that verifies, used by opening, by reading back and by the archive.
 * The file format is in this project's README.
 */
package exoroute.ledger;
