/**
 * The embedded {@link exoroute.api.plan.DeltaLog}: one process, one folder.
 *
 * <p>The way of a record: {@link exoroute.ledger.EmbeddedLog#offer} puts an {@link exoroute.ledger.Offer} into the
 * bounded {@link exoroute.ledger.OfferQueue}; on the writer thread {@link exoroute.ledger.Committer} takes a batch, {@link
 * exoroute.ledger.Stage} checks sequences, stamps times and chains the leaves, {@link exoroute.ledger.SegmentStore} writes
 * and forces the group, into the {@link exoroute.ledger.Reserve} when the disk is full; then {@link
 * exoroute.ledger.Delivery} completes the futures and calls the subscribers on its one thread.
 *
 * <p>The way back: {@link exoroute.ledger.Opening} finds the newest two snapshots and lets {@link exoroute.ledger.Scan}
 * verify from there; {@link exoroute.ledger.History} finds what lies before when somebody asks. {@link
 * exoroute.ledger.GroupReader} is the one place that verifies groups, used by opening, by reading back and by the archive.
 * The file format is in this project's README.
 */
package exoroute.ledger;
