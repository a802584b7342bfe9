package exoroute.ledger;

import exoroute.api.plan.Durability;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the embedded log, PID {@code exoroute.ledger}; sizes in bytes. */
@ObjectClassDefinition(name = "Embedded delta log")
public @interface LedgerConfig {
    @AttributeDefinition(description = "Folder of the log, made when missing; one process at a time")
    String directory();

    @AttributeDefinition(description = "Identity that vouches for the records")
    String author() default "local";

    @AttributeDefinition(description = "What a commit survives: PROCESS_CRASH or LOCAL_FSYNC")
    Durability durability() default Durability.LOCAL_FSYNC;

    @AttributeDefinition(description = "A segment that reached this size is followed by a new one")
    long segment_bytes() default 64L << 20;

    @AttributeDefinition(description = "Larger payloads lie in objects/")
    int object_threshold() default 4096;

    @AttributeDefinition(description = "Most records of one group commit")
    int group_records() default 1024;

    @AttributeDefinition(description = "A group that reached this size takes no further record")
    int group_bytes() default 4 << 20;

    @AttributeDefinition(description = "Unanswered offers; one more blocks its caller")
    int in_flight() default 16_384;

    @AttributeDefinition(description = "Kept on disk for cancels, kills and reports while the disk is full")
    long reserve_bytes() default 1 << 20;
}
